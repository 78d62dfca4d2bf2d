// One stop of the Tab key for a whole picture; the arrow keys move inside it.

/** Let `moves(item, key)` say where an arrow key leads from an item; `group` holds the items. */
export function roving(group, items, moves) {
  if (!items.length) return;
  items.forEach((item, number) => item.setAttribute("tabindex", number ? "-1" : "0"));
  group.addEventListener("focusin", (event) => {
    const item = event.target.closest("[tabindex]");
    if (!items.includes(item)) return;
    items.forEach((other) => other.setAttribute("tabindex", other === item ? "0" : "-1"));
  });
  group.addEventListener("keydown", (event) => {
    const item = event.target.closest("[tabindex]");
    const next = items.includes(item) && event.key.startsWith("Arrow") ? moves(item, event.key) : null;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** The nearest item in the direction of an arrow key, by the middle of each; sideways distance counts double. */
export function nearest(items, item, key) {
  const middle = (one) => {
    const box = one.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [x, y] = middle(item);
  const away = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (!away) return null;
  let best = null;
  let least = Infinity;
  for (const other of items) {
    const [dx, dy] = middle(other).map((value, axis) => value - [x, y][axis]);
    const ahead = dx * away[0] + dy * away[1];
    const cost = ahead + 2 * Math.abs(dx * away[1] - dy * away[0]);
    if (other !== item && ahead > 1 && cost < least) [best, least] = [other, cost];
  }
  return best;
}
