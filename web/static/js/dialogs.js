import { post } from "./api.js";
import { letPress } from "./frame.js";

/** Let buttons open their dialogs, and the dialogs' own buttons close them. */
export function wireDialogs() {
  for (const button of document.querySelectorAll("[data-opens]")) {
    const dialog = document.getElementById(button.dataset.opens);
    button.addEventListener("click", () => dialog.showModal());
    for (const close of dialog.querySelectorAll("[data-close]")) close.addEventListener("click", () => dialog.close());
  }
  letPress();
}

/**
 * Send a form as JSON where its `data-path` says; then go on, or say below it why that did not work.
 * @param {HTMLFormElement} form
 * @param {Function} bodyOf makes the object that is sent
 * @param {Function} then gets the server's answer; without it the page is loaded again
 */
export function wireForm(form, bodyOf, then = () => location.reload()) {
  const message = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      message.textContent = "";
      then(await post(form.dataset.path, await bodyOf(form)));
    } catch (error) {
      message.textContent = error.message;
    }
  });
}
