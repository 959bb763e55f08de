import { DASH, number, speed } from "./figures.js";
import { setText } from "./frame.js";
import { kindOf, letterOf } from "./kinds.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** Show the numbers of a state. */
export function showNumbers(numbers) {
  setText(byId("cadence"), number(numbers.cadence_spm));
  setText(byId("cadence-aside"), numbers.step_count ? t("live-last", { count: numbers.step_count }) : "");
  showMean("contact-time", numbers, "contact_time_s", 1000);
  showMean("flight-time", numbers, "flight_time_s", 1000);
  showMean("strike-index", numbers, "strike_index_percent", 1);
  setText(byId("ball-first"), number(numbers.ball_first_percent));
  setText(byId("ball-first-aside"), numbers.strikes_named ? t("live-clear", { count: numbers.strikes_named }) : "");
  for (const node of document.querySelectorAll("[data-threshold]")) {
    setText(node, numbers.threshold_n === null ? DASH : `${number(numbers.threshold_n, 1)} N`);
  }
}

function showMean(id, numbers, key, scale) {
  setText(byId(id), number(numbers[key].mean, 0, scale));
  const feet = { left: number(numbers.left[key].mean, 0, scale), right: number(numbers.right[key].mean, 0, scale) };
  setText(byId(`${id}-aside`), numbers[key].mean === null ? "" : t("live-feet", feet));
}

/** Show the belt's speed, with its unit. */
export function showBeltSpeed(speedMS) {
  const shown = speed(speedMS);
  setText(byId("belt-speed"), shown.value);
  setText(byId("belt-speed-unit"), shown.unit);
}

/** Say below the belt's speed where it comes from. */
export function showBeltSource(state) {
  const isEstimated = state.warnings?.some(({ code }) => code === "belt-estimated");
  const note = state.belt_speed_m_s === null ? t("live-belt-unknown") : isEstimated ? t("live-belt-estimated") : "";
  setText(byId("belt-speed-aside"), note);
}

/** Show in one large word how the last steps landed. */
export function showWord(card, state) {
  const { landing, step_count: steps } = state.numbers;
  const kind = landing.kind ?? "none";
  const resting = !state.is_on_mat;
  card.parentElement.classList.toggle("resting", resting && steps > 0);
  if (card.dataset.kind !== kind) card.dataset.kind = kind;
  setText(byId("word-kind"), landing.kind ? t(`live-${kind}`) : resting ? t("live-step-on") : t("live-watching"));
  setText(byId("word-of"), wordNote(landing, kind, resting));
  showWordMark(byId("word-mark"), landing.kind === "mixed" ? null : landing.kind);
}

function showWordMark(mark, kind) {
  const name = kind ?? kindOf({ strike: null });
  for (const one of ["heel", "midfoot", "ball", "unsure"]) mark.classList.toggle(one, one === name);
  setText(mark, kind ? letterOf(kind) : "");
  mark.classList.toggle("blank-mark", !kind);
}

function wordNote(landing, kind, resting) {
  if (resting) return kind === "none" ? t("live-soon") : t("live-nobody");
  if (kind === "none") return t("live-few");
  if (kind === "mixed") return t("live-differ", { of: landing.of });
  return t("live-agree", { agree: landing.agree, of: landing.of });
}
