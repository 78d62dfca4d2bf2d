// Links the map, the network, the matrix and the table of countries: what is chosen in one is seen in all.
import { nearest, roving } from "./roving.js";

const pictures = document.getElementById("pictures");
const map = pictures.querySelector("svg.map");
const network = pictures.querySelector("svg.network:not(.map)");
const matrix = document.getElementById("matrix");
const readout = document.getElementById("readout");
const dots = [...network.querySelectorAll(".dot")];
const areas = [...map.querySelectorAll("a.area")];
const lines = [...network.querySelectorAll(".lines path")];
const codes = [...matrix.querySelectorAll("thead abbr")].map((one) => one.textContent);
const rows = [...matrix.tBodies[0].rows];
let chosen = pictures.dataset.chosen || "";

function highlight(code) {
  const near = new Set();
  for (const line of lines) {
    const on = line.dataset.a === code || line.dataset.b === code;
    line.classList.toggle("on", on);
    if (on) near.add(line.dataset.a).add(line.dataset.b);
  }
  network.classList.toggle("choosing", code !== "");
  for (const dot of dots) {
    dot.classList.toggle("chosen", dot.dataset.id === code);
    dot.classList.toggle("near", near.has(dot.dataset.id));
  }
  for (const area of areas) area.classList.toggle("chosen", area.dataset.id === code);
  const place = codes.indexOf(code);
  matrix.classList.toggle("choosing", place >= 0);
  rows.forEach((row, number) => [...row.cells].forEach((cell, column) =>
    cell.classList.toggle("on", place >= 0 && (number === place || column === place + 1))));
  [...matrix.tHead.rows[0].cells].forEach((cell, column) => cell.classList.toggle("on", place >= 0 && column === place + 1));
}

async function choose(code) {
  chosen = code;
  highlight(code);
  const address = new URL(location.href);
  if (code) address.searchParams.set("country", code);
  else address.searchParams.delete("country");
  address.hash = "";
  history.replaceState(null, "", address);
  const asked = new URL(address);
  asked.searchParams.set("part", "chosen");
  const answer = await fetch(asked);
  if (!answer.ok || chosen !== code) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["summary", "pairs", "flows"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
  readout.textContent = document.getElementById("summary-title").textContent;
}

function facts(cell) {
  const row = cell.parentElement.rowIndex - 1;
  const column = cell.cellIndex - 1;
  return rows[Math.min(row, column)].cells[Math.max(row, column) + 1].dataset.f || "";
}

function tell(cell) {
  const text = facts(cell);
  if (text) readout.textContent = text;
}

function publicationsOf(cell) {
  const address = new URL(matrix.dataset.publications, location.href);
  const pair = [codes[cell.parentElement.rowIndex - 1], codes[cell.cellIndex - 1]].sort();
  pair.forEach((code) => address.searchParams.append("key", code));
  address.searchParams.set("question", "collaboration-gaps");
  return address;
}

function moveInMatrix(cell, key) {
  const [down, across] = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[key] || [0, 0];
  const row = rows[cell.parentElement.rowIndex - 1 + down];
  return row && cell.cellIndex + across > 0 ? row.cells[cell.cellIndex + across] : null;
}

for (const picture of [map, network]) {
  picture.addEventListener("click", (event) => {
    const one = event.target.closest("a[data-id]");
    event.preventDefault();
    if (one) choose(one.dataset.id === chosen ? "" : one.dataset.id);
  });
}
network.addEventListener("focusin", (event) => {
  const dot = event.target.closest(".dot");
  if (dot && dot.matches(":focus-visible")) highlight(dot.dataset.id);
});
network.addEventListener("focusout", () => highlight(chosen));
roving(network, dots, (dot, key) => nearest(dots, dot, key));
roving(map, areas, (area, key) => nearest(areas, area, key));

const cells = rows.flatMap((row) => [...row.cells].slice(1));
matrix.setAttribute("role", "grid");
roving(matrix, cells, moveInMatrix);
matrix.addEventListener("focusin", (event) => event.target.matches("td") && tell(event.target));
matrix.addEventListener("mouseover", (event) => event.target.matches("tbody td") && tell(event.target));
matrix.addEventListener("click", (event) => {
  const head = event.target.closest("tbody th, thead th");
  if (head) choose(codes[head.scope === "row" ? head.parentElement.rowIndex - 1 : head.cellIndex - 1]);
});
matrix.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("td") && facts(event.target)) location.assign(publicationsOf(event.target));
});
matrix.addEventListener("dblclick", (event) => event.target.matches("tbody td") && location.assign(publicationsOf(event.target)));

pictures.addEventListener("change", (event) => event.target.id === "f-country" && choose(event.target.value));
pictures.addEventListener("submit", (event) => {
  if (!event.target.elements.country?.options) return;
  event.preventDefault();
  choose(document.getElementById("f-country").value);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && chosen && choose(""));
for (const picture of pictures.querySelectorAll(".picture")) picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
if (chosen) highlight(chosen);
