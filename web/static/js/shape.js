import { number } from "./figures.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 240;
const HEIGHT = 64;
const AXIS = 16;

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Two distributions over each other: A as a filled shape, B as a line. */
export function drawShape({ edges, a_percent: a, b_percent: b }, { scale, digits, unit }) {
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const most = Math.max(...a, ...b);
  const x = (i) => (i / a.length) * WIDTH;
  const y = (share) => HEIGHT - AXIS - (share / most) * (HEIGHT - AXIS - 4);
  const steps = (shares) => shares.map((share, i) => `L${x(i).toFixed(1)} ${y(share).toFixed(1)}H${x(i + 1).toFixed(1)}`).join("");
  const base = HEIGHT - AXIS;
  svg.append(
    node("path", { class: "shape-a", d: `M0 ${base}${steps(a)}L${WIDTH} ${base}Z` }),
    node("path", { class: "shape-b", d: `M0 ${base}${steps(b)}L${WIDTH} ${base}` }),
    node("line", { class: "shape-base", x1: 0, x2: WIDTH, y1: base, y2: base }),
  );
  const label = (value) => number(value, Number(digits), Number(scale));
  svg.append(
    node("text", { x: 0, y: HEIGHT - 2 }, label(edges[0])),
    node("text", { x: WIDTH, y: HEIGHT - 2, "text-anchor": "end" }, `${label(edges.at(-1))} ${unit}`),
  );
  return svg;
}
