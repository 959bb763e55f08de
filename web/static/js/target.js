import { post } from "./api.js";
import { number } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** Each measure's unit on the page, its scale from the server's unit, its bounds there, and how it is compared. */
const MEASURES = {
  ball_first_percent: { unit: () => "%", scale: 1, low: 0, high: 100, sign: "≥", first: () => 80 },
  cadence_spm: { unit: () => t("unit-cadence"), scale: 1, low: 60, high: 260, sign: "≥", first: (now) => 1.05 * (now ?? 160) },
  contact_time_s: { unit: () => "ms", scale: 1000, low: 80, high: 1000, sign: "≤", first: (now) => 1000 * (now ?? 0.25) },
  onset_steepness_per_s: { unit: () => "1/s", scale: 1, low: 1, high: 300, sign: "≤", first: (now) => 0.8 * (now ?? 25) },
};

/** A target in short: "≥ 80 %". */
export function shortTarget({ measure, value }) {
  const { sign, scale, unit } = MEASURES[measure];
  return `${sign} ${number(value, 0, scale)} ${unit()}`;
}

/** The coach's panel that sets the target. */
export class TargetPanel {
  constructor() {
    this.form = byId("target-form");
    this.numbers = null;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      const measure = this.form.elements.measure.value;
      this.#send({ measure, value: Number(this.form.elements.value.value) / MEASURES[measure].scale });
    });
    this.form.elements.measure.addEventListener("change", () => this.#offer());
    byId("target-clear").addEventListener("click", () => this.#send({ value: null }));
    this.#offer();
  }

  /** Show the target of a state. */
  show({ target, numbers }) {
    const isFirst = this.numbers === null;
    this.numbers = numbers;
    if (isFirst && target === null) this.#offer();
    byId("target-clear").hidden = target === null;
    byId("target-now").classList.toggle("met", target?.is_met === true);
    setText(byId("target-now"), target ? sentence(target) : t("coach-target-none"));
  }

  /** Put a sensible value for the measure into the field. */
  #offer() {
    const measure = this.form.elements.measure.value;
    const { low, high, unit, first } = MEASURES[measure];
    const now = this.numbers?.[measure];
    Object.assign(this.form.elements.value, { min: low, max: high, step: 1, value: Math.round(first(now?.mean ?? (now instanceof Object ? null : now))) });
    setText(byId("target-unit"), unit());
  }

  async #send(body) {
    try {
      await post("/api/target", body);
      setText(byId("target-message"), "");
    } catch (error) {
      setText(byId("target-message"), error.message);
    }
  }
}

function sentence(target) {
  const said = t("coach-target-is", { measure: t(`target-${target.measure}`), value: shortTarget(target) });
  if (target.is_met === null) return said;
  return `${said} – ${target.is_met ? t("coach-target-met") : t("coach-target-not-met")}`;
}
