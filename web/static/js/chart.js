import { t } from "./wording.js";

const SVG = "http://www.w3.org/2000/svg";
const LEFT = 44;
const RIGHT = 10;
const BOTTOM = 22;
const KINDS = ["heel", "midfoot", "ball", "unsure"];
const LANE = { heel: 0.84, midfoot: 0.5, ball: 0.16, unsure: 0.5 };

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function svg(width, height, label) {
  return node("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
}

/** Round steps that cut `span` into at most `most` parts. */
export function roundStep(span, most) {
  const rough = span / most || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

function timeAxis(chart, width, height, duration) {
  const x = (time) => LEFT + (time / duration) * (width - LEFT - RIGHT);
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
  const every = steps.find((step) => duration / step <= (width - LEFT) / 80) ?? 7200;
  for (let time = 0; time <= duration; time += every) {
    const label = `${Math.floor(time / 60)}:${String(time % 60).padStart(2, "0")}`;
    chart.append(node("text", { x: x(time), y: height - 4, "text-anchor": "middle" }, label));
  }
  return x;
}

const dots = (points) => points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`).join("");
const kindOf = (step) => step.strike ?? "unsure";
const dotSize = (count) => (count > 1500 ? 3 : count > 400 ? 4.5 : 7);

function valueChart(steps, key, { width, scale = 1, low, high, ticks, label, height, duration, firstS, zones = [], lines }) {
  const chart = svg(width, height, label);
  const y = (value) => 8 + (1 - (value - low) / (high - low)) * (height - 8 - BOTTOM);
  for (const tick of ticks) {
    const kind = zones.includes(tick) ? "zone" : "grid";
    chart.append(node("line", { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: kind }));
    chart.append(node("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, tick));
  }
  const x = timeAxis(chart, width, height, duration);
  const points = (chosen) =>
    chosen.filter((step) => step[key] !== null).map((step) => [x(step.contact_s - firstS), y(step[key] * scale)]);
  for (const [kind, chosen, share] of lines) {
    chart.append(node("path", { d: dots(points(chosen)), class: kind, "stroke-width": share * dotSize(steps.length) }));
  }
  return chart;
}

/** Strike index of every complete step over time, coloured by kind. */
export function indexChart(steps, width, { duration, firstS }) {
  const complete = steps.filter((step) => step.complete);
  return valueChart(complete, "strike_index_percent", {
    low: 0, high: 100, ticks: [0, 33, 67, 100], zones: [33, 67], height: 240, width, duration, firstS,
    label: t("session-index-chart"),
    lines: KINDS.map((kind) => [`kind-${kind}`, complete.filter((step) => kindOf(step) === kind), 1]),
  });
}

/** Contact time of every complete step over time: left filled, right hollow. */
export function contactChart(steps, width, { duration, firstS }) {
  const complete = steps.filter((step) => step.complete);
  const times = complete.map((step) => 1000 * step.contact_time_s);
  const [least, most] = times.length ? [Math.min(...times), Math.max(...times)] : [0, 100];
  const step = roundStep(Math.max(20, most - least), 4);
  const low = Math.floor(least / step) * step;
  const high = Math.max(low + step, Math.ceil(most / step) * step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => low + i * step);
  const of = (side) => complete.filter((one) => one.side === side);
  return valueChart(complete, "contact_time_s", {
    scale: 1000, low, high, ticks, height: 200, width, duration, firstS,
    label: t("session-contact-chart"),
    lines: [["foot-left", of("left"), 1], ["foot-right", of("right"), 1.1], ["foot-right-core", of("right"), 0.6]],
  });
}

/** Every landing as one short bar, in order: a lane for each foot, kind by height and colour. */
export function landingsChart(steps, width) {
  const height = 108;
  const lane = 48;
  const chart = svg(width, height, t("session-landings-chart"));
  const slot = (width - LEFT - RIGHT) / Math.max(steps.length, 40);
  ["left", "right"].forEach((side, row) => {
    const top = row * (lane + 8);
    chart.append(node("rect", { x: LEFT, y: top, width: width - LEFT - RIGHT, height: lane, rx: 6, class: "lane" }));
    chart.append(node("text", { x: LEFT - 8, y: top + lane / 2 + 4, "text-anchor": "end" }, t(`side-${side}-letter`)));
    for (const kind of KINDS) {
      const d = steps
        .map((step, i) => [step, LEFT + (i + 0.5) * slot])
        .filter(([step]) => step.side === side && kindOf(step) === kind && step.complete)
        .map(([, x]) => `M${x.toFixed(2)} ${(top + 4 + LANE[kind] * (lane - 8) - 5).toFixed(1)}v10`)
        .join("");
      chart.append(node("path", { d, class: `kind-${kind}`, "stroke-width": Math.max(0.6, Math.min(9, 1.1 * slot)), "stroke-linecap": "butt" }));
    }
  });
  return chart;
}
