import uPlot from "../vendor/uplot/uPlot.esm.js";
import { font } from "./canvas.js";
import { clock, number } from "./figures.js";

const STEPS_MAX = 20000;
const SMOOTH_STEPS = 8;
export const TICKS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** A colour of the theme, as the canvas needs it. */
export function themeColour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** One measure of every complete step over time: a dot a step, a line through the mean of each foot's last eight. */
export class StepPlot {
  /**
   * @param {HTMLElement} place
   * @param {{key: string, scale?: number, range?: [number, number], lines?: number[]}} what measure, factor to what is
   * shown, fixed range, and values to draw a line at
   */
  constructor(place, { key, scale = 1, range = null, lines = [] }) {
    Object.assign(this, { place, key, scale, range, lines });
    this.marksS = [];
    this.clear();
    new ResizeObserver(() => this.plot?.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
    for (const query of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(query).addEventListener("change", () => this.#make());
    }
  }

  /** Forget all steps. */
  clear() {
    this.data = [[], [], [], [], []];
    this.recent = { left: [], right: [] };
    this.firstS = null;
    this.plot?.setData(this.data);
  }

  /** Take a step; drawn with the screen's next frame. Returns how many there are. */
  add(step) {
    if (!step.complete || step[this.key] === null) return this.data[0].length;
    const value = step[this.key] * this.scale;
    const recent = this.recent[step.side];
    recent.push(value);
    if (recent.length > SMOOTH_STEPS) recent.shift();
    const mean = recent.reduce((a, b) => a + b, 0) / recent.length;
    const isLeft = step.side === "left";
    this.firstS ??= step.contact_s;
    const row = [step.contact_s - this.firstS, isLeft ? value : null, isLeft ? null : value, isLeft ? mean : null, isLeft ? null : mean];
    row.forEach((cell, i) => this.data[i].push(cell));
    if (this.data[0].length > STEPS_MAX) this.data.forEach((column) => column.shift());
    this.pending ??= requestAnimationFrame(() => this.#draw());
    return this.data[0].length;
  }

  /** Draw a line at each of these moments. */
  mark(timesS) {
    if (timesS.join() === this.marksS.join()) return;
    this.marksS = timesS;
    this.plot?.redraw();
  }

  #draw() {
    this.pending = null;
    if (this.data[0].length < 2) return;
    if (this.plot) this.plot.setData(this.data);
    else this.#make();
  }

  #make() {
    if (this.data[0].length < 2) return;
    this.plot?.destroy();
    this.plot = new uPlot(this.#options(), this.data, this.place);
  }

  #options() {
    const grid = { stroke: themeColour("line"), width: 1 };
    const axis = { stroke: themeColour("muted"), grid, ticks: grid, font: font(12) };
    const left = themeColour("left");
    const right = themeColour("right");
    const dots = (stroke, space) => ({ stroke, width: 0, paths: () => null, points: { show: true, size: 5, width: 1, stroke, fill: space, space: 0 } });
    const line = (stroke, dash) => ({ stroke, width: 2.5, dash, spanGaps: true, points: { show: false } });
    return {
      width: this.place.clientWidth,
      height: this.place.clientHeight,
      padding: [10, 14, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: this.range ? { range: this.range } : {} },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((tick) => clock(tick)), space: 70, incrs: TICKS_S },
        { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => number(tick)) },
      ],
      series: [{}, dots(left, left), dots(right, themeColour("surface")), line(left), line(right, [8, 4])],
      hooks: { draw: [(plot) => this.#drawLines(plot)] },
    };
  }

  #drawLines(plot) {
    const { ctx, bbox } = plot;
    const stroke = (points, colour, dash) => {
      ctx.save();
      ctx.strokeStyle = colour;
      ctx.lineWidth = devicePixelRatio * 1.5;
      ctx.setLineDash(dash);
      ctx.beginPath();
      ctx.moveTo(...points[0]);
      ctx.lineTo(...points[1]);
      ctx.stroke();
      ctx.restore();
    };
    for (const value of this.lines) {
      const y = plot.valToPos(value, "y", true);
      stroke([[bbox.left, y], [bbox.left + bbox.width, y]], themeColour("muted"), [2, 6]);
    }
    for (const timeS of this.marksS) {
      const x = plot.valToPos(timeS - this.firstS, "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      stroke([[x, bbox.top], [x, bbox.top + bbox.height]], themeColour("stop"), []);
    }
  }
}
