import { AfterPanel } from "./after.js";
import { showDrill } from "./drill.js";
import { Feedback } from "./feedback.js";
import { setText } from "./frame.js";
import { GuessPanel } from "./guess.js";
import { Run } from "./run.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** Everything of training on the runner's and the coach's view. */
export class Training {
  /** @param {{isRunners: boolean}} options the runner's view has sound at first, and hides results when it must */
  constructor({ isRunners }) {
    this.isRunners = isRunners;
    this.feedback = new Feedback({ isOnAtFirst: isRunners });
    this.run = new Run({ isRunners });
    this.guess = new GuessPanel();
    this.after = new AfterPanel();
  }

  /** Follow a state. */
  show(state) {
    const { training, session } = state;
    if (this.isRunners) veil(training.veil);
    document.documentElement.dataset.drilling = training.run?.on_the_spot === true || state.drill !== null;
    this.feedback.show(state);
    this.run.show(training, session);
    this.guess.show(training.guess, session, !this.isRunners || training.veil === null);
    this.after.show(training.after);
    showDrill(state);
    showLoad(training.load);
    byId("training-problem").hidden = training.problem === null;
    if (training.problem) setText(byId("training-problem"), t("training-problem", { problem: training.problem }));
  }

  /** Take a step of the stream. */
  step(step) {
    this.feedback.step(step);
  }

  /** Take an early landing of the stream. */
  landing(landing) {
    this.feedback.landings.landing(landing);
  }

  /** A new stream begins. */
  clear() {
    this.feedback.landings.forget();
  }
}

/** Hide what the runner shall not see; null: nothing. The page comes hidden already where it must. */
function veil(reason) {
  if (reason === null) delete byId("live").dataset.veil;
  else byId("live").dataset.veil = reason;
}

function showLoad(load) {
  const exceeded = load?.exceeded ?? null;
  byId("load").hidden = exceeded === null;
  if (exceeded === null) return;
  setText(byId("load-title"), t(`load-${exceeded}`));
  setText(byId("load-remedy"), t(`load-${exceeded}-remedy`));
}
