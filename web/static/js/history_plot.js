import uPlot from "../vendor/uplot/uPlot.esm.js";
import { font } from "./canvas.js";
import { number } from "./figures.js";
import { themeColour } from "./plots.js";
import { language } from "./wording.js";

const HEIGHT_PX = 210;
const DAY = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const LONG_DAY = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "2-digit" });
const DAY_S = 86400;
const YEAR_S = 300 * DAY_S;
/** A label names a day: none comes twice. */
const TICKS_S = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730].map((days) => days * DAY_S);

/** What a plot draws: one line, or pain before and after. */
const LINES = { pain: ["pain_before", "pain_after"] };

/** One measure of a runner's sessions over the weeks, with the band about the last that is no change. */
export class HistoryPlot {
  constructor(figure, sessions, least) {
    const { plot: key, scale, digits } = figure.dataset;
    Object.assign(this, { figure, key, scale: Number(scale), digits: Number(digits), least: least[key] ?? null });
    this.place = figure.querySelector(".plot");
    this.names = LINES[key] ?? [key];
    this.points = sessions.filter((one) => this.names.some((name) => one[name] !== null));
    figure.querySelector(".plot-empty").hidden = this.points.length > 0;
    this.place.hidden = this.points.length === 0;
    new ResizeObserver(() => this.#make()).observe(this.place);
    for (const query of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(query).addEventListener("change", () => this.#make());
    }
  }

  #make() {
    if (!this.points.length || !this.place.clientWidth) return;
    this.plot?.destroy();
    const times = this.points.map((one) => Date.parse(one.started_utc) / 1000);
    const lines = this.names.map((name) => this.points.map((one) => (one[name] === null ? null : one[name] * this.scale)));
    this.plot = new uPlot(this.#options(times, lines), [times, ...lines], this.place);
  }

  #options(times, lines) {
    const grid = { stroke: themeColour("line"), width: 1 };
    const axis = { stroke: themeColour("muted"), grid, ticks: grid, font: font(12) };
    const isLong = times.at(-1) - times[0] > YEAR_S;
    const format = isLong ? LONG_DAY : DAY;
    const styles = this.names.length > 1 ? [["muted", [5, 4]], ["stop", []]] : [["accent", []]];
    return {
      width: this.place.clientWidth,
      height: HEIGHT_PX,
      padding: [10, 28, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { range: () => around(times, 2 * DAY_S) }, y: { range: () => this.#range(lines.flat()) } },
      axes: [
        { ...axis, space: isLong ? 90 : 60, incrs: TICKS_S, values: (_, ticks) => ticks.map((tick) => format.format(new Date(tick * 1000))) },
        { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => number(tick, Number.isInteger(tick) ? 0 : 1)) },
      ],
      series: [{}, ...styles.map(([colour, dash]) => {
        const stroke = themeColour(colour);
        return { stroke, width: 2, dash, spanGaps: true, points: { show: true, size: 7, fill: themeColour("surface"), stroke, width: 2 } };
      })],
      hooks: { drawClear: [(plot) => this.#drawBand(plot, lines[0])] },
    };
  }

  #range(values) {
    if (this.key === "pain") return [0, 10];
    if (this.key === "ball_first_percent") return [0, 100];
    const last = values.at(-1);
    const band = this.least === null || last === null ? [] : [last - this.least * this.scale, last + this.least * this.scale];
    const known = [...values.filter((value) => value !== null), ...band];
    const [low, high] = around(known, Math.max(1, 0.02 * Math.abs(known[0])));
    if (this.key.endsWith("_percent")) return [Math.max(0, low), Math.min(100, Math.max(high, low + 2))];
    return [low, high];
  }

  #drawBand(plot, values) {
    const last = values.at(-1);
    if (this.least === null || last === null) return;
    const { ctx, bbox } = plot;
    const [top, bottom] = [last + this.least * this.scale, last - this.least * this.scale].map((value) => plot.valToPos(value, "y", true));
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = themeColour("accent");
    ctx.globalAlpha = 0.14;
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    ctx.restore();
  }
}

/** The least and the greatest, with room about them. */
function around(values, least) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(least, 0.08 * (high - low));
  return [low - room, high + room];
}
