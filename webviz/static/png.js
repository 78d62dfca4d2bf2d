// Makes a PNG of a picture that is kept as SVG, or drawn on a canvas, in the browser, whose fonts know every script.

const SCALE = 2;

/** The SVG at an address as a canvas, twice as large as it says. */
async function drawn(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Hands a canvas to the reader as a file. */
function hand(canvas, name) {
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}

for (const button of document.querySelectorAll("button[data-png]")) {
  button.closest("li").hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const canvas = button.dataset.canvas ? document.getElementById(button.dataset.canvas) : null;
    try {
      hand(canvas ?? (await drawn(button.dataset.png)), button.dataset.name);
    } finally {
      button.disabled = false;
    }
  });
}
