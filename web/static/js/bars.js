import { kindOf, letterOf, wordsOf } from "./kinds.js";

const SHOWN_MAX = 100;
const LEAST_PERCENT = 14;
const UNKNOWN_PERCENT = 30;

/** The strip of the last hundred steps: a bar each, left foot upward, right foot downward, as long as its strike index. */
export class Bars {
  constructor(list, empty) {
    this.list = list;
    this.empty = empty;
  }

  add(step) {
    const item = document.createElement("li");
    item.className = step.side;
    const bar = document.createElement("span");
    bar.className = `step-bar ${kindOf(step)}${step.complete ? "" : " hollow"}`;
    bar.style.height = `${Math.max(LEAST_PERCENT, Math.min(100, step.strike_index_percent ?? UNKNOWN_PERCENT))}%`;
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", wordsOf(step));
    bar.title = wordsOf(step);
    const letter = document.createElement("span");
    letter.className = "letter";
    letter.textContent = letterOf(kindOf(step));
    bar.append(letter);
    item.append(bar);
    this.list.append(item);
    while (this.list.children.length > SHOWN_MAX) this.list.firstElementChild.remove();
    this.empty.hidden = true;
  }

  clear() {
    this.list.replaceChildren();
    this.empty.hidden = false;
  }
}
