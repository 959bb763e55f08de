import uPlot from "../vendor/uplot/uPlot.esm.js";
import { font } from "./canvas.js";
import { clock, number } from "./figures.js";
import { TICKS_S, themeColour } from "./plots.js";
import { t } from "./wording.js";

const HEIGHT_PX = 250;
const KINDS = ["heel", "midfoot", "ball", "unsure"];
const kindOf = (step) => step.strike ?? "unsure";
const dotSize = (count) => (count > 5000 ? 2 : count > 1500 ? 3 : count > 400 ? 4.5 : 6.5);

/** The steps of a session's course, one object each. */
export function stepsOf({ every, ...columns }) {
  const names = Object.keys(columns);
  return columns.number.map((_, i) => {
    const step = Object.fromEntries(names.map((name) => [name, columns[name][i]]));
    step.complete = step.complete && !step.excluded;
    return step;
  });
}

/** One measure of every step that counts, over the time of a session, with what happened meanwhile. */
export class CoursePlot {
  /**
   * @param {HTMLElement} place @param {HTMLElement} readout says what the pointer is at
   * @param {object[]} steps @param {{first_s, gaps, phases, marks, drift}} moments of the session
   * @param {{key, scale, unit, range?, borders?, by: "kind" | "side"}} what measure, factor and unit of what is shown,
   * fixed range, values to draw a line at, and what the dots are coloured by
   */
  constructor(place, readout, steps, moments, what) {
    Object.assign(this, { place, readout, moments, what });
    this.steps = steps.filter((step) => step.complete && step[what.key] !== null);
    this.hint = readout.textContent;
    new ResizeObserver(() => this.#resize()).observe(place);
    for (const query of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(query).addEventListener("change", () => this.#make());
    }
  }

  #resize() {
    if (this.plot) this.plot.setSize({ width: this.place.clientWidth, height: HEIGHT_PX });
    else this.#make();
  }

  #make() {
    if (!this.steps.length) return;
    this.plot?.destroy();
    this.plot = new uPlot(this.#options(), this.#data(), this.place);
  }

  #groups() {
    if (this.what.by === "kind") return KINDS.map((kind) => [kind, themeColour(kind), (step) => kindOf(step) === kind]);
    return ["left", "right"].map((side) => [side, themeColour(side), (step) => step.side === side]);
  }

  #data() {
    const { key, scale } = this.what;
    const after = (step) => step.contact_s - this.moments.first_s;
    const columns = this.#groups().map(([, , belongs]) => this.steps.map((step) => (belongs(step) ? step[key] * scale : null)));
    return [this.steps.map(after), ...columns];
  }

  #options() {
    const grid = { stroke: themeColour("line"), width: 1 };
    const axis = { stroke: themeColour("muted"), grid, ticks: grid, font: font(12) };
    const size = dotSize(this.steps.length);
    const series = this.#groups().map(([name, stroke]) => ({
      stroke,
      paths: () => null,
      points: { show: true, size, width: name === "right" ? 1.2 : 0.5, stroke, fill: name === "right" ? themeColour("surface") : stroke, space: 0 },
    }));
    return {
      width: this.place.clientWidth,
      height: HEIGHT_PX,
      padding: [18, 14, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false }, points: { show: false }, sync: { key: "course", scales: ["x", null] } },
      scales: { x: { time: false }, y: this.what.range ? { range: this.what.range } : {} },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((tick) => clock(tick)), space: 70, incrs: TICKS_S },
        { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => number(tick)) },
      ],
      series: [{}, ...series],
      hooks: {
        drawClear: [(plot) => this.#drawBehind(plot)],
        draw: [(plot) => this.#drawMoments(plot)],
        setCursor: [(plot) => this.#read(plot.cursor.idx)],
      },
    };
  }

  #read(index) {
    const step = index === null || index === undefined ? null : this.steps[index];
    this.readout.textContent = step
      ? t("session-read", {
          number: step.number, time: clock(step.contact_s - this.moments.first_s), kind: t(`kind-${kindOf(step)}`),
          side: step.side, value: `${number(step[this.what.key], 0, this.what.scale)} ${this.what.unit}`,
        })
      : this.hint;
  }

  #drawBehind(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const gap of this.moments.gaps) {
      const [left, right] = [gap.first_s, gap.last_s].map((time) => plot.valToPos(time - this.moments.first_s, "x", true));
      ctx.fillStyle = themeColour("warn-bg");
      ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
    }
    ctx.restore();
  }

  #drawMoments(plot) {
    const { ctx, bbox } = plot;
    const { first_s: firstS, phases, marks, drift } = this.moments;
    const x = (time) => plot.valToPos(time - firstS, "x", true);
    const line = (points, colour, dash, width = 1.5) => {
      ctx.strokeStyle = colour;
      ctx.lineWidth = devicePixelRatio * width;
      ctx.setLineDash(dash.map((part) => part * devicePixelRatio));
      ctx.beginPath();
      for (const point of points) ctx.lineTo(...point);
      ctx.stroke();
    };
    const upright = (time, colour, dash, width) => line([[x(time), bbox.top], [x(time), bbox.top + bbox.height]], colour, dash, width);
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
    ctx.clip();
    for (const value of this.what.borders ?? []) {
      const y = plot.valToPos(value, "y", true);
      line([[bbox.left, y], [bbox.left + bbox.width, y]], themeColour("muted"), [2, 6]);
    }
    for (const phase of phases) {
      upright(phase.start_s, themeColour("accent"), [6, 4]);
      ctx.fillStyle = themeColour("muted");
      ctx.font = font(11 * devicePixelRatio);
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      ctx.fillText(t(`phase-${phase.kind}`), x(phase.start_s) + 4 * devicePixelRatio, bbox.top - 5 * devicePixelRatio);
    }
    for (const mark of marks) upright(mark.time_s, themeColour("stop"), []);
    const found = drift[this.what.key];
    if (found?.change_point) upright(found.change_point.time_s, themeColour("text"), [10, 5], 2.5);
    const minutes = (found?.minutes ?? []).map((minute) => [x(minute.start_s + 30), plot.valToPos(minute.mean * this.what.scale, "y", true)]);
    if (minutes.length > 1) {
      line(minutes, themeColour("surface"), [], 6);
      line(minutes, themeColour("text"), [], 2.5);
    }
    ctx.restore();
  }
}
