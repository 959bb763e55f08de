import { kindOf, letterOf, wordsOf } from "./kinds.js";
import { StepList } from "./step_list.js";

const SHOWN_MAX = 100;
const LEAST_PERCENT = 14;
const UNKNOWN_PERCENT = 30;

/** The strip of the last hundred steps: a bar each, left foot upward, right foot downward, as long as its strike index. */
export class Bars extends StepList {
  constructor(list, empty) {
    super({ list, empty, shownMax: SHOWN_MAX, draw });
  }
}

function draw(item, step) {
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
  item.replaceChildren(bar);
}
