const WORDS = { heel: "Heel first", midfoot: "Midfoot", ball: "Ball first", mixed: "Mixed" };
const DASH = "–";

const byId = (id) => document.getElementById(id);
const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};
const rounded = (value, scale = 1, digits = 0) =>
  value === null || value === undefined ? DASH : (value * scale).toFixed(digits);

/** Show the numbers of a state. */
export function showNumbers(numbers) {
  setText(byId("cadence"), rounded(numbers.cadence_spm));
  setText(byId("cadence-aside"), numbers.step_count ? `last ${numbers.step_count} steps` : "");
  showMean("contact-time", numbers, "contact_time_s", 1000);
  showMean("flight-time", numbers, "flight_time_s", 1000);
  showMean("strike-index", numbers, "strike_index_percent", 1);
  setText(byId("ball-first"), rounded(numbers.ball_first_percent));
  setText(byId("ball-first-aside"), numbers.strikes_named ? `of ${numbers.strikes_named} clear steps` : "");
  for (const node of document.querySelectorAll("[data-threshold]")) {
    setText(node, numbers.threshold_n === null ? DASH : `${numbers.threshold_n.toFixed(1)} N`);
  }
}

function showMean(id, numbers, key, scale) {
  setText(byId(id), rounded(numbers[key].mean, scale));
  const feet = `L ${rounded(numbers.left[key].mean, scale)} · R ${rounded(numbers.right[key].mean, scale)}`;
  setText(byId(`${id}-aside`), numbers[key].mean === null ? "" : feet);
}

/** Show the belt's speed. */
export function showBeltSpeed(speedMS) {
  setText(byId("belt-speed"), rounded(speedMS, 1, 1));
  setText(byId("belt-speed-aside"), speedMS === null ? "not reported" : `${rounded(speedMS, 3.6, 1)} km/h`);
}

/** Show in one large word how the last steps landed. */
export function showWord(card, state) {
  const { landing, step_count: steps } = state.numbers;
  const kind = landing.kind ?? "none";
  const resting = !state.is_on_mat;
  card.parentElement.classList.toggle("resting", resting && steps > 0);
  if (card.dataset.kind !== kind) card.dataset.kind = kind;
  setText(byId("word-kind"), WORDS[kind] ?? (resting ? "Step on" : "Watching"));
  setText(byId("word-of"), wordNote(landing, kind, resting));
}

function wordNote(landing, kind, resting) {
  if (resting) return kind === "none" ? "The first steps appear within a second or two." : "Nobody on the mat. These were the last steps.";
  if (kind === "none") return "A few complete steps are needed.";
  if (kind === "mixed") return `The last ${landing.of} clear steps differ.`;
  return `${landing.agree} of the last ${landing.of} clear steps`;
}
