import { post } from "./api.js";
import { clock } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
/** Phases that shall show how a runner runs anyhow. */
const UNTOUCHED = ["warm-up", "natural"];
/** Stages in which there is time to read when to stop. */
const READING = ["settle", "ready"];

/** The protocol that is being run: its count-down, what to do, and that feedback is off on purpose. */
export class Run {
  constructor({ isRunners }) {
    this.isRunners = isRunners;
    byId("run-stop").addEventListener("click", () => this.#abort(""));
    byId("run-stop-pain").addEventListener("click", () => this.#abort("pain"));
  }

  /** Show the protocol of a state. */
  show({ run, feedback, veil }, session) {
    const isRunning = run !== null && run.stage !== null;
    byId("run").hidden = !isRunning;
    byId("off").hidden = !this.isRunners || veil !== "off";
    const why = UNTOUCHED.includes(run?.kind) ? "later" : "off";
    setText(byId("off-title"), t(`feedback-${why}`));
    setText(byId("off-why"), t(`feedback-${why}-why`));
    const back = feedback.changes_in_s;
    setText(byId("off-back"), back === null ? "" : t("feedback-back", { time: clock(Math.ceil(back)) }));
    if (isRunning) this.#showStage(run, session, veil);
  }

  #showStage(run, session, veil) {
    const name = run.session === null
      ? t(`protocol-${run.protocol}`)
      : t("protocol-session", { session: run.session, of: run.of_sessions });
    setText(byId("run-protocol"), name);
    setText(byId("run-name"), t(`stage-${run.stage}`));
    const shownS = run.remaining_s === null ? session?.elapsed_s : Math.ceil(run.remaining_s);
    setText(byId("run-clock"), clock(shownS));
    setText(byId("run-say"), t(`stage-${run.stage}-say`));
    setText(byId("run-cue"), run.cue);
    byId("run-stops").hidden = !READING.includes(run.stage);
    const lines = [];
    if (run.next) lines.push(t("run-next", { name: t(`stage-${run.next}`) }));
    if (run.total_remaining_s !== null) lines.push(t("run-total", { time: clock(Math.ceil(run.total_remaining_s)) }));
    if (!this.isRunners && veil !== null) lines.push(t("run-unseen"));
    setText(byId("run-next"), lines.join(" · "));
    this.#showStages(run);
  }

  #showStages({ stages, index }) {
    const list = byId("run-stages");
    const wanted = JSON.stringify([stages, index]);
    if (this.shown === wanted) return;
    this.shown = wanted;
    list.replaceChildren(...stages.map((stage, i) => {
      const item = document.createElement("li");
      item.textContent = t(`stage-${stage.name}`);
      item.className = i < index ? "done" : i === index ? "current" : "";
      if (i === index) item.setAttribute("aria-current", "step");
      if (stage.end_s !== null) item.style.flexGrow = stage.end_s - stage.start_s;
      return item;
    }));
  }

  async #abort(reason) {
    try {
      await post("/api/training/abort", { reason });
      setText(byId("run-message"), "");
    } catch (error) {
      setText(byId("run-message"), error.message);
    }
  }
}
