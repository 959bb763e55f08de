import { post } from "./api.js";

const byId = (id) => document.getElementById(id);

/** Minutes and seconds, with hours where there are any. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds ?? 0));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** The panel that starts and stops a session and says how the recording is doing. */
export class Recording {
  constructor() {
    byId("session-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start(new FormData(event.target));
    });
    byId("session-stop").addEventListener("click", () => this.#stop());
  }

  /** Show the session of a state; null when none is recorded. */
  show(session) {
    byId("session").classList.toggle("recording", session !== null);
    byId("session-form").hidden = session !== null;
    byId("session-running").hidden = session === null;
    if (session === null) return;
    byId("session-state").textContent = session.state === "saving" ? "Saving" : "Recording";
    byId("session-elapsed").textContent = clock(session.elapsed_s);
    byId("session-runner").textContent = session.runner;
    byId("session-note-shown").textContent = session.note;
    byId("session-saved").textContent = `${session.saved_step_count} steps saved`;
    byId("session-stop").disabled = session.state === "saving";
    this.#showTrouble(session);
  }

  #showTrouble(session) {
    const lines = [];
    if (session.problem) lines.push(`Not being saved at present: ${session.problem}. Trying again.`);
    if (session.lost_frame_count || session.lost_step_count) {
      lines.push(`Lost so far: ${session.lost_frame_count} frames, ${session.lost_step_count} steps.`);
    }
    if (lines.length) this.#say(lines.join(" "), true);
    else if (this.inTrouble) this.#say("Saving works again.");
    this.inTrouble = lines.length > 0;
  }

  async #start(form) {
    const number = (name, scale) => (form.get(name) ? Number(form.get(name)) * scale : null);
    await this.#ask({
      action: "start",
      runner: form.get("runner"),
      note: form.get("note"),
      foot_length_m: number("foot", 0.01),
      body_mass_kg: number("mass", 1),
    });
  }

  async #stop() {
    const answer = await this.#ask({ action: "stop" });
    if (!answer) return;
    const link = document.createElement("a");
    link.href = `/sessions/${answer.id}`;
    link.textContent = `Open session ${answer.id}`;
    byId("session-message").replaceChildren("Stopped. ", link);
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
