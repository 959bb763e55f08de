import { number } from "./figures.js";
import { setMark, wordsOf } from "./kinds.js";
import { drawNoPrint, drawPrint } from "./print.js";
import { t } from "./wording.js";

const SIDES = ["left", "right"];
const byId = (id) => document.getElementById(id);

/** The last complete print of each foot, with what was measured of it. */
export class LastPrints {
  constructor() {
    this.last = {};
    new ResizeObserver(() => SIDES.forEach((side) => this.#show(side))).observe(byId("left-print"));
  }

  /** Take a step and its print; an incomplete one is shown only where there is nothing better. */
  add(step, print) {
    if (!step.complete && this.last[step.side]) return;
    this.last[step.side] = { step, print };
    this.#show(step.side);
  }

  #show(side) {
    if (!this.last[side]) {
      drawNoPrint(byId(`${side}-print`), side);
      return;
    }
    const { step, print } = this.last[side];
    drawPrint(byId(`${side}-print`), print, side, step.foot_length_m);
    byId(`${side}-print`).setAttribute("aria-label", t("live-print", { side, words: wordsOf(step) }));
    byId(`${side}-mark`).hidden = false;
    setMark(byId(`${side}-mark`), step);
    byId(`${side}-facts`).textContent = t("live-print-facts", {
      index: step.strike_index_percent === null ? "unknown" : number(step.strike_index_percent),
      contact: number(step.contact_time_s, 0, 1000),
      peak: number(step.peak_force_n),
    });
  }
}
