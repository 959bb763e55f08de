import { markOf, wordsOf } from "./kinds.js";
import { StepList } from "./step_list.js";

const SHOWN_MAX = 40;
const MARK_PX = 21;

/** The strip of the last steps, newest at the right. */
export class Strip extends StepList {
  constructor(list, empty) {
    super({ list, empty, shownMax: SHOWN_MAX, draw });
    new ResizeObserver(() => this.#fit()).observe(list);
  }

  add(step) {
    super.add(step);
    this.#fit();
  }

  landing(landing) {
    super.landing(landing);
    this.#fit();
  }

  /** Hide the oldest that have no room. */
  #fit() {
    const items = this.list.children;
    const shown = Math.max(1, Math.floor((this.list.clientWidth - 4) / MARK_PX));
    for (let i = 0; i < items.length; i++) items[i].hidden = i < items.length - shown;
  }
}

function draw(item, step) {
  const mark = markOf(step);
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", wordsOf(step));
  item.title = wordsOf(step);
  item.replaceChildren(mark);
}
