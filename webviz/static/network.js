// Draws a large network on a canvas: clusters named first, scientists as one comes nearer; pointer and keyboard.

const WORLD = 65535;
const COLOURS = 9;
const NEAR = 14;
const NAMED = 40;
const SQUARE = 2;
const BETWEEN = 0.3;
const SETTLE = 120;

/** Numbers of 16 bits, least byte first, from base64. */
function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Uint16Array(bytes.buffer);
}

const root = document.getElementById("points");
const canvas = document.getElementById("points-canvas");
const context = canvas.getContext("2d");
const format = new Intl.NumberFormat(document.documentElement.lang);
const view = { scale: 1, x: WORLD / 2, y: WORLD / 2 };
let net, grid, partners, style, chosen = -1, hovered = -1, settled = true, timer, frame;

/** The colours of the page as it is now, light or dark. */
function colours() {
  const found = getComputedStyle(root);
  const of = (name) => found.getPropertyValue(name).trim();
  const probe = document.createElement("span");
  root.append(probe);
  const cluster = [...Array(COLOURS + 1).keys()].map((number) => {
    probe.className = `swatch round k-c${number}`;
    return getComputedStyle(probe).backgroundColor;
  });
  probe.remove();
  return { cluster, ink: of("--ink"), card: of("--card"), line: of("--joint"), font: found.fontFamily };
}

/** Columns of the server as a network: whose neighbours are whose, and which dots are in which square. */
function read(data) {
  const packed = ["x", "y", "publications", "coauthors", "cluster", "country", "leading", "a", "b", "joint"];
  net = { ...data, ...Object.fromEntries(packed.map((name) => [name, unpacked(data[name])])) };
  net.n = net.ids.length;
  const most = net.publications.reduce((largest, one) => Math.max(largest, one), 1);
  net.share = Float32Array.from(net.publications, (one) => 0.45 + 1.1 * Math.sqrt(one / most));
  partners = Array.from({ length: net.n }, () => []);
  for (let k = 0; k < net.a.length; k++) {
    partners[net.a[k]].push([net.b[k], net.joint[k]]);
    partners[net.b[k]].push([net.a[k], net.joint[k]]);
  }
  net.order = [...Array(net.n).keys()].sort((one, other) => net.coauthors[other] - net.coauthors[one] || one - other);
  net.byColour = Array.from({ length: COLOURS + 1 }, () => []);
  for (let k = 0; k < net.n; k++) net.byColour[colour(k)].push(k);
  grid = new Map();
  for (let k = 0; k < net.n; k++) {
    const square = (net.x[k] >> 10) * 64 + (net.y[k] >> 10);
    if (!grid.has(square)) grid.set(square, []);
    grid.get(square).push(k);
  }
  net.middles = middles();
}

const colour = (k) => (net.cluster[k] < COLOURS ? net.cluster[k] + 1 : 0);

/** Of each large cluster its middle, and the scientist by whom it is named. */
function middles() {
  const found = Array.from(net.leading, (first) => ({ first, n: 0, x: 0, y: 0 }));
  for (let k = 0; k < net.n; k++) {
    const one = found[net.cluster[k]];
    if (one) { one.n += 1; one.x += net.x[k]; one.y += net.y[k]; }
  }
  return found.map((one) => ({ ...one, x: one.x / one.n, y: one.y / one.n }));
}

const box = { width: 1, height: 1, unit: 1 };

/** How large the canvas is, and how many pixels a step of the coordinates takes; asked once for all dots. */
function measure() {
  box.width = canvas.clientWidth;
  box.height = canvas.clientHeight;
  box.unit = ((Math.min(box.width, box.height) * 0.96) / WORLD) * view.scale;
  box.dot = Math.min(box.width, box.height) / Math.sqrt(net.n) * 0.28 * Math.sqrt(view.scale);
}

const toX = (x) => (x - view.x) * box.unit + box.width / 2;
const toY = (y) => (y - view.y) * box.unit + box.height / 2;
const fromX = (x) => (x - box.width / 2) / box.unit + view.x;
const fromY = (y) => (y - box.height / 2) / box.unit + view.y;
const size = (k) => Math.min(22, box.dot * net.share[k]);

/** Draw soon, once a frame; lines wait until the picture rests. */
function redraw(moving = false) {
  if (moving) {
    settled = false;
    clearTimeout(timer);
    timer = setTimeout(() => { settled = true; redraw(); }, SETTLE);
  }
  frame ??= requestAnimationFrame(() => { frame = undefined; draw(); });
}

function draw() {
  measure();
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(box.width * ratio) || canvas.height !== Math.round(box.height * ratio)) {
    canvas.width = Math.round(box.width * ratio);
    canvas.height = Math.round(box.height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = style.card;
  context.fillRect(0, 0, box.width, box.height);
  if (settled) lines();
  dots();
  if (chosen >= 0) around(chosen);
  names();
}

/** Lines within a cluster stand out more than those between two. */
function lines() {
  const alpha = Math.min(0.6, 0.15 + 900 / net.a.length + 0.04 * view.scale);
  context.strokeStyle = style.line;
  context.lineWidth = 0.7;
  for (const within of [false, true]) {
    context.globalAlpha = within ? alpha : alpha * BETWEEN;
    context.beginPath();
    for (let k = 0; k < net.a.length; k++) {
      const a = net.a[k], b = net.b[k];
      if ((net.cluster[a] === net.cluster[b]) !== within) continue;
      const x1 = toX(net.x[a]), y1 = toY(net.y[a]), x2 = toX(net.x[b]), y2 = toY(net.y[b]);
      if ((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > box.width && x2 > box.width) || (y1 > box.height && y2 > box.height)) continue;
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

function dots() {
  net.byColour.forEach((members, number) => {
    context.fillStyle = style.cluster[number];
    for (const k of members) {
      const x = toX(net.x[k]), y = toY(net.y[k]), r = size(k);
      if (x < -r || y < -r || x > box.width + r || y > box.height + r) continue;
      if (r < SQUARE) {
        context.fillRect(x - r, y - r, 2 * r, 2 * r);
        continue;
      }
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fill();
    }
  });
}

/** The chosen scientist, and the lines to all whose lines are drawn. */
function around(k) {
  const x = toX(net.x[k]), y = toY(net.y[k]);
  context.strokeStyle = style.ink;
  for (const [other, joint] of partners[k]) {
    context.lineWidth = Math.min(6, 0.8 + Math.sqrt(joint));
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(toX(net.x[other]), toY(net.y[other]));
    context.stroke();
  }
  context.lineWidth = 3;
  context.beginPath();
  context.arc(x, y, size(k) + 3, 0, 2 * Math.PI);
  context.stroke();
}

/** Names where there is room: of the chosen and its partners, of clusters, and of who has most co-authors. */
function names() {
  const taken = [];
  const write = (text, x, y, weight) => {
    context.font = `${weight} 13px ${style.font}`;
    const half = context.measureText(text).width / 2 + 3;
    if (x < half || x > box.width - half || y < 10 || y > box.height - 10) return;
    if (taken.some((box) => Math.abs(box[0] - x) < box[2] + half && Math.abs(box[1] - y) < 17)) return;
    taken.push([x, y, half]);
    context.strokeStyle = style.card;
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeText(text, x, y);
    context.fillStyle = style.ink;
    context.fillText(text, x, y);
  };
  context.textAlign = "center";
  context.textBaseline = "middle";
  const beside = (k, weight) => write(short(net.names[k]), toX(net.x[k]), toY(net.y[k]) - size(k) - 9, weight);
  if (hovered >= 0) beside(hovered, 600);
  if (chosen >= 0) {
    beside(chosen, 700);
    partners[chosen].slice(0, 12).forEach(([other]) => beside(other, 500));
  }
  if (view.scale < 3) net.middles.forEach((one) => write(short(net.names[one.first]), toX(one.x), toY(one.y), 650));
  else {
    const seen = net.order.filter((k) => inSight(k)).slice(0, NAMED);
    seen.forEach((k) => beside(k, 400));
  }
}

const short = (name) => (name.length > 42 ? `${name.slice(0, 41)}…` : name);
const inSight = (k) => Math.abs(toX(net.x[k]) - box.width / 2) < box.width / 2 && Math.abs(toY(net.y[k]) - box.height / 2) < box.height / 2;

/** The dot nearest to a point of the picture, at most `NEAR` pixels from its edge; -1 where there is none. */
function at(x, y) {
  const reach = NEAR / box.unit, left = (fromX(x) - reach) >> 10, top = (fromY(y) - reach) >> 10;
  let best = -1, least = NEAR;
  for (let column = left; column <= (fromX(x) + reach) >> 10; column++) {
    for (let row = top; row <= (fromY(y) + reach) >> 10; row++) {
      for (const k of grid.get(column * 64 + row) ?? []) {
        const away = Math.hypot(toX(net.x[k]) - x, toY(net.y[k]) - y) - size(k);
        if (away < least) [best, least] = [k, away];
      }
    }
  }
  return best;
}

/** The next dot in the direction of an arrow key; sideways distance counts double. */
function towards(key) {
  if (chosen < 0) return net.order.find(inSight) ?? net.order[0];
  const away = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  let best = chosen, least = Infinity;
  for (let k = 0; k < net.n; k++) {
    const dx = net.x[k] - net.x[chosen], dy = net.y[k] - net.y[chosen];
    const ahead = dx * away[0] + dy * away[1], cost = ahead + 2 * Math.abs(dx * away[1] - dy * away[0]);
    if (k !== chosen && ahead > 0 && cost < least) [best, least] = [k, cost];
  }
  return best;
}

const address = (k) => {
  const found = new URL(root.dataset.around, location.href);
  found.searchParams.set("of", net.ids[k]);
  return found.href;
};

/** Let a scientist be the chosen one, in words too; -1 lets go. */
function choose(k) {
  chosen = k;
  const told = document.getElementById("points-chosen");
  told.querySelector("[data-none]").hidden = k >= 0;
  told.querySelector("[data-one]").hidden = k < 0;
  if (k >= 0) {
    const put = (name, text) => { told.querySelector(`[data-${name}]`).textContent = text; };
    told.querySelector("[data-name]").href = address(k);
    told.querySelector("[data-name] bdi").textContent = net.names[k];
    put("country", net.country[k] ? net.countries[net.country[k] - 1] : "–");
    put("publications", format.format(net.publications[k]));
    put("coauthors", format.format(net.coauthors[k]));
    put("cluster", format.format(net.cluster[k] + 1));
    const listed = partners[k].slice(0, 8).flatMap(([other, joint], place) => {
      const link = document.createElement("a"), name = document.createElement("bdi");
      link.href = address(other);
      name.textContent = net.names[other];
      link.append(name);
      return [place ? ", " : "", link, ` (${format.format(joint)})`];
    });
    told.querySelector("[data-partners]").replaceChildren(...listed);
    if (!inSight(k)) [view.x, view.y] = [net.x[k], net.y[k]];
  }
  redraw();
}

/** Come nearer by a factor; what is at the point stays where it is. */
function zoom(factor, x = box.width / 2, y = box.height / 2) {
  const [atX, atY] = [fromX(x), fromY(y)];
  view.scale = Math.min(60, Math.max(0.7, view.scale * factor));
  measure();
  view.x += atX - fromX(x);
  view.y += atY - fromY(y);
  redraw(true);
}

function pan(dx, dy) {
  view.x = Math.min(WORLD, Math.max(0, view.x - dx / box.unit));
  view.y = Math.min(WORLD, Math.max(0, view.y - dy / box.unit));
  redraw(true);
}

function whole() {
  Object.assign(view, { scale: 1, x: WORLD / 2, y: WORLD / 2 });
  redraw();
}

function keys(event) {
  const arrow = { ArrowRight: [-60, 0], ArrowLeft: [60, 0], ArrowDown: [0, -60], ArrowUp: [0, 60] }[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (arrow && event.shiftKey) pan(...arrow);
  else if (arrow) choose(towards(event.key));
  else if (event.key === "+" || event.key === "=") zoom(1.5);
  else if (event.key === "-") zoom(1 / 1.5);
  else if (event.key === "0") whole();
  else if (event.key === "Escape") choose(-1);
  else if (event.key === "Enter" && chosen >= 0) location.assign(address(chosen));
  else return;
  event.preventDefault();
}

/** Pointers: one moves the picture, two come nearer and further away, a tap chooses. */
function pointing() {
  const down = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, event);
    if (down.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) {
      const k = at(event.offsetX, event.offsetY);
      canvas.classList.toggle("over", k >= 0);
      if (k !== hovered) { hovered = k; redraw(); }
      return;
    }
    const other = [...down.values()].find((one) => one.pointerId !== event.pointerId);
    if (other) {
      const distance = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY);
      zoom(distance(event) / Math.max(1, distance(before)), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    } else pan(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    moved += Math.hypot(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    down.set(event.pointerId, event);
  });
  const up = (event) => {
    if (down.delete(event.pointerId) && event.type === "pointerup" && moved < 5) choose(at(event.offsetX, event.offsetY));
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
  }, { passive: false });
}

function find(text) {
  const wanted = text.trim().toLocaleLowerCase();
  const k = wanted ? net.order.find((one) => net.names[one].toLocaleLowerCase().includes(wanted)) : undefined;
  if (k === undefined) return choose(-1);
  Object.assign(view, { scale: Math.max(view.scale, 4), x: net.x[k], y: net.y[k] });
  measure();
  return choose(k);
}

async function start() {
  root.hidden = false;
  document.getElementById("points-without").hidden = true;
  const answer = await fetch(root.dataset.from);
  if (!answer.ok) throw new Error(`the network cannot be read (${answer.status})`);
  read(await answer.json());
  const cut = document.getElementById("points-cut");
  cut.textContent = cut.textContent.replace("…", format.format(net.a.length));
  cut.hidden = net.a.length >= net.links;
  style = colours();
  draw();
  root.dataset.drawn = performance.now().toFixed(0);
  canvas.addEventListener("keydown", keys);
  pointing();
  root.querySelectorAll("button[data-do]").forEach((button) => {
    button.addEventListener("click", () => ({ in: () => zoom(1.5), out: () => zoom(1 / 1.5), whole })[button.dataset.do]());
  });
  const field = document.getElementById("points-find");
  field.addEventListener("change", () => find(field.value));
  new ResizeObserver(() => redraw()).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { style = colours(); redraw(); });
}

start();
