import { post } from "./api.js";
import { number } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const said = (kind) => t("guess-said", { said: kind });

/** Asks a runner in the first session what lands first, and then shows the guess beside what was measured. */
export class GuessPanel {
  constructor() {
    for (const button of document.querySelectorAll("[data-guess]")) {
      button.addEventListener("click", () => this.#say(button.dataset.guess));
    }
    byId("guess-close").addEventListener("click", () => {
      this.closed = this.session;
      byId("guess").hidden = true;
    });
  }

  /** Show the guess of a state, null where none is asked; what was measured only where results may be seen. */
  show(guess, session, mayReveal) {
    this.session = session?.id ?? null;
    const isShown = guess !== null && (guess.is_open || (mayReveal && this.closed !== this.session));
    byId("guess").hidden = !isShown;
    if (!isShown) return;
    byId("guess-form").hidden = !guess.is_open;
    byId("guess-told").hidden = guess.is_open;
    if (!guess.is_open) setText(byId("guess-line"), told(guess));
  }

  async #say(guess) {
    try {
      await post("/api/training/guess", { guess });
      setText(byId("guess-message"), "");
    } catch (error) {
      setText(byId("guess-message"), error.message);
    }
  }
}

function told(guess) {
  if (guess.measured === null) {
    return t("guess-waiting", { said: said(guess.said), steps: guess.steps, needed: guess.steps_needed });
  }
  const values = { said: said(guess.said), measured: said(guess.measured), percent: number(guess.percent) };
  if (guess.said === "unknown" || guess.said === "skipped") return t("guess-open", values);
  return guess.said === guess.measured ? t("guess-right", values) : t("guess-wrong", values);
}
