import { t } from "./wording.js";

const SVG = "http://www.w3.org/2000/svg";
const LEFT = 44;
const RIGHT = 10;
const LANE_PX = 48;
const KINDS = ["heel", "midfoot", "ball", "unsure"];
const LANE = { heel: 0.84, midfoot: 0.5, ball: 0.16, unsure: 0.5 };
/** More landings than these are not drawn one by one, but as shares of as many slices of the session. */
const SINGLE_MAX = 600;
const SLICES = 120;

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const kindOf = (step) => step.strike ?? "unsure";

/** Every landing in order, a lane for each foot: as short bars, kind by height and colour; of many, the shares. */
export function landingsChart(steps, width) {
  const chart = node("svg", { viewBox: `0 0 ${width} 108`, role: "img", "aria-label": t("session-landings-chart") });
  ["left", "right"].forEach((side, row) => {
    const top = row * (LANE_PX + 8);
    chart.append(node("rect", { x: LEFT, y: top, width: width - LEFT - RIGHT, height: LANE_PX, rx: 6, class: "lane" }));
    chart.append(node("text", { x: LEFT - 8, y: top + LANE_PX / 2 + 4, "text-anchor": "end" }, t(`side-${side}-letter`)));
    if (steps.length > SINGLE_MAX) chart.append(...sharesOf(steps, side, top, width - LEFT - RIGHT));
    else chart.append(...singles(steps, side, top, width - LEFT - RIGHT));
  });
  return chart;
}

function singles(steps, side, top, width) {
  const slot = width / Math.max(steps.length, 40);
  const strokeWidth = Math.max(0.6, Math.min(9, 1.1 * slot));
  return KINDS.map((kind) => {
    const d = steps
      .map((step, i) => [step, LEFT + (i + 0.5) * slot])
      .filter(([step]) => step.side === side && kindOf(step) === kind && step.complete)
      .map(([, x]) => `M${x.toFixed(2)} ${(top + 4 + LANE[kind] * (LANE_PX - 8) - 5).toFixed(1)}v10`)
      .join("");
    return node("path", { d, class: `kind-${kind}`, "stroke-width": strokeWidth, "stroke-linecap": "butt" });
  });
}

function sharesOf(steps, side, top, width) {
  const size = Math.ceil(steps.length / SLICES);
  const rects = [];
  for (let first = 0; first < steps.length; first += size) {
    const slice = steps.slice(first, first + size).filter((step) => step.side === side && step.complete);
    let y = top + LANE_PX;
    for (const kind of slice.length ? KINDS : []) {
      const height = (slice.filter((step) => kindOf(step) === kind).length / slice.length) * LANE_PX;
      y -= height;
      const x = LEFT + (first / steps.length) * width;
      if (height) rects.push(node("rect", { x: x.toFixed(2), y: y.toFixed(2), width: ((size / steps.length) * width + 0.3).toFixed(2), height: height.toFixed(2), class: `fill-${kind}` }));
    }
  }
  return rects;
}
