import { post } from "./api.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** Asks for pain and a note once a session has ended. */
export class AfterPanel {
  constructor() {
    byId("after-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const { pain, note } = event.target.elements;
      this.#say({ pain: pain.value === "" ? null : Number(pain.value), note: note.value });
    });
    byId("after-skip").addEventListener("click", () => this.#say({ pain: null, note: "" }));
  }

  /** Show what is asked after the session of a state; null: nothing. */
  show(after) {
    byId("after").hidden = after === null;
    if (after === null) return;
    if (this.id !== after.session_id) byId("after-form").reset();
    this.id = after.session_id;
    setText(byId("after-of"), t("after-of", { number: after.session_id, runner: after.runner }));
  }

  async #say(answer) {
    try {
      await post("/api/training/after", { session_id: this.id, ...answer });
      setText(byId("after-message"), "");
    } catch (error) {
      setText(byId("after-message"), error.message);
    }
  }
}
