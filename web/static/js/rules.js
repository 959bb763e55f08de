import { post } from "./api.js";
import { letPress } from "./frame.js";
import { t } from "./wording.js";

/** The clinic's own words for when to stop, language by language. */
for (const form of document.querySelectorAll(".rules-form")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const message = form.querySelector(".message");
    try {
      await post("/api/training/stop-rules", { language: form.dataset.language, text: form.elements.text.value });
      message.classList.remove("bad");
      message.textContent = t("plans-saved");
    } catch (error) {
      message.classList.add("bad");
      message.textContent = error.message;
    }
  });
}
letPress();
