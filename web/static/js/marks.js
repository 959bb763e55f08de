import { post } from "./api.js";
import { clock } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** The panel that marks moments of the session. */
export class Marks {
  constructor() {
    byId("mark-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add(event.target.elements.note);
    });
  }

  /** Show the marks of a state, newest first; without a session there is nothing to mark. */
  show({ session, marks }) {
    const isRecording = session !== null && session.state === "recording";
    for (const field of byId("mark-form").elements) field.disabled = !isRecording;
    const shown = session === null ? [] : marks;
    byId("marks-empty").hidden = shown.length > 0 || isRecording;
    const wanted = JSON.stringify(shown);
    if (this.shown === wanted) return;
    this.shown = wanted;
    byId("marks").replaceChildren(...[...shown].reverse().map((mark) => item(mark, session.first_s)));
  }

  async #add(field) {
    try {
      await post("/api/marks", { note: field.value.trim() || t("coach-mark-plain") });
      field.value = "";
      setText(byId("mark-message"), "");
    } catch (error) {
      setText(byId("mark-message"), error.message);
    }
  }
}

function item(mark, firstS) {
  const line = document.createElement("li");
  const time = document.createElement("b");
  time.textContent = clock(mark.time_s - firstS);
  line.append(time, " ", mark.note);
  return line;
}
