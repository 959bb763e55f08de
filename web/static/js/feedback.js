import { post } from "./api.js";
import { number } from "./figures.js";
import { setText } from "./frame.js";
import { Landings } from "./landings.js";
import { Sounds } from "./sound.js";
import { shortTarget } from "./target.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
/** A wrong tick is worse than none. */
const CONFIDENT = 0.9;
/** Two feet that land together make one tick; and nothing flashes or ticks faster than this. */
const TICK_GAP_MS = 200;
const AIM_DWELL_MS = 1000;
const SIGNS = { true: "✓", false: "↑", null: "…" };

/** What one device plays and shows of the target; what it shall do is kept on the device. */
export class Feedback {
  constructor({ isOnAtFirst }) {
    this.sounds = new Sounds(() => this.#showSound());
    this.landings = new Landings((landing) => this.#hear(landing));
    this.lastTickMs = this.aimChangedMs = -Infinity;
    this.#restore(isOnAtFirst);
    this.#wire();
  }

  /** Follow a state. */
  show(state) {
    this.state = state;
    this.landings.clock(state.time_s);
    const { feedback } = state.training;
    this.sounds.beat(feedback.is_on && feedback.sound === "beat" ? feedback.rate_per_minute : null);
    this.#showAim(state);
    this.#showSound();
  }

  #hear({ strike, confidence }) {
    const { is_on: isOn, sound } = this.state.training.feedback;
    if (isOn && sound === "heel" && strike === "heel" && confidence >= CONFIDENT) this.#tick("heel");
  }

  /** A whole step: only it knows how suddenly it began. */
  step(step) {
    this.landings.step(step);
    if (!this.state) return;
    const { feedback } = this.state.training;
    const { target } = this.state;
    const isSudden = step.complete && step.onset_steepness_per_s > target?.value;
    if (feedback.is_on && feedback.sound === "onset" && isSudden) this.#tick("onset");
  }

  #tick(kind) {
    const nowMs = performance.now();
    if (nowMs - this.lastTickMs < TICK_GAP_MS) return;
    this.lastTickMs = nowMs;
    this.sounds.tick(kind);
  }

  /** The target, large; it changes at most once a second. */
  #showAim({ target, training }) {
    const isShown = this.isVisual && target !== null && training.feedback.is_on;
    byId("aim").hidden = !isShown;
    const nowMs = performance.now();
    if (!isShown || nowMs - this.aimChangedMs < AIM_DWELL_MS) return;
    const isMet = target.is_met;
    if (byId("aim").dataset.met !== String(isMet)) this.aimChangedMs = nowMs;
    byId("aim").dataset.met = isMet;
    setText(byId("aim-sign"), SIGNS[isMet]);
    setText(byId("aim-text"), `${t(`target-${target.measure}`)}: ${shortTarget(target)}`);
    setText(byId("aim-state"), isMet === null ? t("aim-unknown") : isMet ? t("aim-reached") : t("aim-not-reached"));
  }

  #showSound() {
    const feedback = this.state?.training.feedback;
    const wants = Boolean(feedback?.sound) && this.sounds.isOn;
    byId("sound-allow").hidden = !wants || this.sounds.isAllowed;
    const beat = this.state?.training.beat_per_minute ?? null;
    if (beat !== null && document.activeElement !== byId("beat-rate")) byId("beat-rate").value = beat;
    setText(byId("beat-button"), beat === null ? t("beat-start") : t("beat-stop"));
    if (feedback) setText(byId("sound-now"), says(feedback));
  }

  #restore(isOnAtFirst) {
    const kept = (name, other) => localStorage.getItem(`strikemat-${name}`) ?? other;
    this.sounds.isOn = kept("sound", isOnAtFirst ? "on" : "off") === "on";
    this.sounds.volume = Number(kept("volume", "60")) / 100;
    this.isVisual = kept("visual", "off") === "on";
    byId("sound-on").checked = this.sounds.isOn;
    byId("sound-volume").value = this.sounds.volume * 100;
    byId("sound-visual").checked = this.isVisual;
  }

  #wire() {
    byId("sound-on").addEventListener("change", ({ target }) => {
      this.sounds.isOn = target.checked;
      localStorage.setItem("strikemat-sound", target.checked ? "on" : "off");
      this.sounds.allow();
      this.#showSound();
    });
    byId("sound-volume").addEventListener("input", ({ target }) => {
      this.sounds.volume = Number(target.value) / 100;
      localStorage.setItem("strikemat-volume", target.value);
    });
    byId("sound-visual").addEventListener("change", ({ target }) => {
      this.isVisual = target.checked;
      localStorage.setItem("strikemat-visual", target.checked ? "on" : "off");
      if (this.state) this.#showAim(this.state);
    });
    byId("sound-test").addEventListener("click", () => this.#test());
    byId("beat-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const isOn = this.state?.training.beat_per_minute !== null;
      this.#beat(isOn ? null : Number(byId("beat-rate").value));
    });
  }

  async #test() {
    byId("sound-on").checked = this.sounds.isOn = true;
    localStorage.setItem("strikemat-sound", "on");
    await this.sounds.allow();
    this.sounds.tick(this.state?.training.feedback.sound ?? "heel");
  }

  async #beat(ratePerMinute) {
    try {
      await post("/api/training/beat", { rate_per_minute: ratePerMinute });
      setText(byId("beat-message"), "");
    } catch (error) {
      setText(byId("beat-message"), error.message);
    }
  }
}

function says(feedback) {
  if (feedback.sound === null) return t("sound-none");
  if (feedback.is_off_on_purpose) return t("sound-off-now");
  if (feedback.sound === "beat") return t("sound-beat", { rate: number(feedback.rate_per_minute) });
  return feedback.sound === "onset" ? t("sound-onset") : t("sound-heel");
}
