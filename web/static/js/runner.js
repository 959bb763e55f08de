import { post } from "./api.js";
import { speed as shownSpeed } from "./figures.js";

const SPEEDS_M_S = { running: [1.5, 6], walking: [0.3, 2.2], standing: [0, 0], none: [0, 6] };
/** A state that left before a change reached the server is here by then. */
const OVERTAKEN_FOR_MS = 1000;
const USUAL_M_S = { running: 3, walking: 1.3, standing: 0, none: 0 };

/** The panel that changes the simulated runner. */
export class RunnerControls {
  constructor(form, message) {
    this.form = form;
    this.message = message;
    this.speed = form.elements.speed_m_s;
    this.shown = form.querySelector("output");
    this.unanswered = 0;
    this.answeredMs = -Infinity;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      this.#change({ [target.name]: target === this.speed ? Number(target.value) : target.value });
    });
    this.speed.addEventListener("input", () => this.#showSpeed(Number(this.speed.value)));
  }

  /** Show a state's runner, unless the state may be older than what a person has just chosen. */
  show(runner) {
    if (this.unanswered > 0 || performance.now() - this.answeredMs < OVERTAKEN_FOR_MS) return;
    this.#fill(runner);
  }

  #fill(runner) {
    this.form.elements.strike.value = runner.strike;
    this.form.elements.gait.value = runner.gait;
    [this.speed.min, this.speed.max] = SPEEDS_M_S[runner.gait];
    this.speed.disabled = this.speed.min === this.speed.max;
    if (this.speed.matches(":active")) return;
    const speed = runner.speed_m_s ?? USUAL_M_S[runner.gait];
    this.speed.value = speed;
    this.#showSpeed(speed);
  }

  #showSpeed(speed) {
    const { value, unit } = shownSpeed(speed);
    this.shown.textContent = `${value} ${unit}`;
  }

  async #change(changes) {
    this.unanswered += 1;
    try {
      const runner = await post("/api/runner", changes);
      this.answeredMs = performance.now();
      if (this.unanswered === 1) this.#fill(runner);
      this.message.textContent = "";
    } catch (error) {
      this.message.textContent = error.message;
      this.message.classList.add("bad");
    } finally {
      this.unanswered -= 1;
    }
  }
}
