import { post } from "./api.js";
import { clock, isImperial } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const FOOT_M = isImperial ? 0.0254 : 0.01;
const MASS_KG = isImperial ? 0.45359237 : 1;

const byId = (id) => document.getElementById(id);

/** The panel that starts and stops a session and says how the recording is doing. */
export class Recording {
  constructor() {
    byId("session-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start(new FormData(event.target));
    });
    byId("session-stop").addEventListener("click", () => this.#stop());
    byId("session-pause").addEventListener("click", () => this.#ask({ action: this.isPaused ? "resume" : "pause" }));
  }

  /** Show the session of a state; null when none is recorded. */
  show(session) {
    byId("session").classList.toggle("recording", session !== null);
    byId("session-form").hidden = session !== null;
    byId("session-running").hidden = session === null;
    if (session === null) return;
    setText(byId("session-state"), t(`session-${session.is_paused ? "paused" : session.state}`));
    setText(byId("session-pause"), session.is_paused ? t("session-resume") : t("session-pause"));
    byId("session-pause").disabled = session.state === "saving";
    this.isPaused = session.is_paused;
    byId("session-elapsed").textContent = clock(session.elapsed_s);
    byId("session-runner").textContent = session.runner;
    byId("session-note-shown").textContent = session.note;
    byId("session-saved").textContent = t("session-saved", { count: session.saved_step_count });
    byId("session-stop").disabled = session.state === "saving";
    this.#showTrouble(session);
  }

  #showTrouble(session) {
    const lines = [];
    if (session.problem) lines.push(t("session-trouble", { problem: session.problem }));
    if (session.lost_frame_count || session.lost_step_count) {
      lines.push(t("session-lost", { frames: session.lost_frame_count, steps: session.lost_step_count }));
    }
    if (lines.length) this.#say(lines.join(" "), true);
    else if (this.inTrouble) this.#say(t("session-works"));
    this.inTrouble = lines.length > 0;
  }

  async #start(form) {
    const number = (name, scale) => (form.get(name) ? Number(form.get(name)) * scale : null);
    await this.#ask({
      action: "start",
      runner: form.get("runner"),
      note: form.get("note"),
      foot_length_m: number("foot", FOOT_M),
      body_mass_kg: number("mass", MASS_KG),
      pain_before: form.get("pain") === "" ? null : Number(form.get("pain")),
    });
  }

  async #stop() {
    const answer = await this.#ask({ action: "stop" });
    if (!answer) return;
    const link = document.createElement("a");
    link.href = `/sessions/${answer.id}`;
    link.textContent = t("session-open", { number: answer.id });
    byId("session-message").replaceChildren(t("session-stopped"), " ", link);
  }

  async #ask(body) {
    try {
      const answer = await post("/api/session", body);
      this.#say("");
      return answer;
    } catch (error) {
      this.#say(error.message, true);
      return null;
    }
  }

  #say(line, isBad = false) {
    byId("session-message").textContent = line;
    byId("session-message").classList.toggle("bad", isBad);
  }
}
