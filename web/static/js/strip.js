import { markOf, wordsOf } from "./kinds.js";

const SHOWN_MAX = 40;
const MARK_PX = 21;

/** The strip of the last steps, newest at the right. */
export class Strip {
  constructor(list, empty) {
    this.list = list;
    this.empty = empty;
    new ResizeObserver(() => this.#trim()).observe(list);
  }

  add(step) {
    const item = document.createElement("li");
    item.className = step.side;
    item.title = wordsOf(step);
    const mark = markOf(step);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", wordsOf(step));
    item.append(mark);
    this.list.append(item);
    this.#trim();
    this.empty.hidden = true;
  }

  #trim() {
    const items = this.list.children;
    while (items.length > SHOWN_MAX) items[0].remove();
    const shown = Math.max(1, Math.floor((this.list.clientWidth - 4) / MARK_PX));
    for (let i = 0; i < items.length; i++) items[i].hidden = i < items.length - shown;
  }

  clear() {
    this.list.replaceChildren();
    this.empty.hidden = false;
  }
}
