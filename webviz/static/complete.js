// Completes names while they are typed, from the base; what is chosen is sent as its id where two share a name.
const PAUSE = 150;

for (const field of document.querySelectorAll("input[data-complete]")) {
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => fill(field), PAUSE);
  });
}

async function fill(field) {
  const typed = field.value;
  const address = new URL(field.dataset.complete, location.href);
  address.searchParams.set("q", typed);
  const answer = await fetch(address);
  if (!answer.ok || field.value !== typed) return;
  const found = await answer.json();
  field.list.replaceChildren(...found.map(option));
}

function option(one) {
  const made = document.createElement("option");
  made.value = one.name;
  made.label = `${one.name} (${one.kind}, ${one.publications} publications)`;
  return made;
}
