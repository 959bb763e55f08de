const LETTERS = { heel: "H", midfoot: "M", ball: "B", unsure: "?" };
const WORDS = { heel: "heel first", midfoot: "midfoot", ball: "ball first", unsure: "unsure" };

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
  mark.textContent = LETTERS[kindOf(step)];
}

/** A step in words, for a label: "left, ball first, strike index 68 %". */
export function wordsOf(step) {
  const words = [step.side, WORDS[kindOf(step)]];
  if (step.strike_index_percent !== null) words.push(`strike index ${step.strike_index_percent.toFixed(0)} %`);
  words.push(`contact ${(1000 * step.contact_time_s).toFixed(0)} ms`);
  if (!step.complete) words.push(`incomplete: ${step.incomplete_reason}`);
  return words.join(", ");
}
