import { number } from "./figures.js";
import { hasText, t } from "./wording.js";

/** The kind of a step: "heel", "midfoot", "ball" or "unsure". */
export function kindOf(step) {
  return step.strike ?? "unsure";
}

/** A step's mark: coloured, lettered and shaped by kind, hollow when incomplete. */
export function markOf(step) {
  const mark = document.createElement("span");
  setMark(mark, step);
  return mark;
}

/** Turn an element into the mark of a step. */
export function setMark(mark, step) {
  mark.className = `mark ${kindOf(step)}${step.complete ? "" : " hollow"}`;
  mark.textContent = letterOf(kindOf(step));
}

/** The letter that stands for a kind. */
export function letterOf(kind) {
  return t(`kind-${kind}-letter`);
}

/** A step in words, for a label: "left, ball first, strike index 68 %, contact 240 ms"; or a foot that is still down. */
export function wordsOf(step) {
  if (step.isDown) return t("live-down", { side: step.side, kind: t(`kind-${kindOf(step)}`) });
  const words = measuredWordsOf(step);
  if (!step.called) return words;
  const called = { side: step.called.side, kind: t(`kind-${kindOf(step.called)}`) };
  return `${words}; ${t("live-called", called)}`;
}

function measuredWordsOf(step) {
  const values = {
    side: step.side,
    kind: t(`kind-${kindOf(step)}`),
    index: number(step.strike_index_percent),
    contact: number(step.contact_time_s, 0, 1000),
  };
  const words = step.strike_index_percent === null ? t("live-step", values) : t("live-step-index", values);
  if (step.complete) return words;
  return `${words}, ${t("step-incomplete", { reason: reasonOf(step) })}`;
}

function reasonOf(step) {
  const key = `reason-${(step.incomplete_reason ?? "").replaceAll(" ", "-")}`;
  return hasText(key) ? t(key) : step.incomplete_reason;
}
