import { post } from "./api.js";
import { speed as shownSpeed } from "./figures.js";

const SPEEDS_M_S = { running: [1.5, 6], walking: [0.3, 2.2], standing: [0, 0], none: [0, 6] };
const USUAL_M_S = { running: 3, walking: 1.3, standing: 0, none: 0 };

/** The panel that changes the simulated runner. */
export class RunnerControls {
  constructor(form, message) {
    this.form = form;
    this.message = message;
    this.speed = form.elements.speed_m_s;
    this.shown = form.querySelector("output");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      this.#change({ [target.name]: target === this.speed ? Number(target.value) : target.value });
    });
    this.speed.addEventListener("input", () => this.#showSpeed(Number(this.speed.value)));
  }

  /** Show a runner's settings, unless a person is moving the slider. */
  show(runner) {
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
    try {
      this.show(await post("/api/runner", changes));
      this.message.textContent = "";
    } catch (error) {
      this.message.textContent = error.message;
      this.message.classList.add("bad");
    }
  }
}
