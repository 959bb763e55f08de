import { get, post } from "./api.js";
import { letPress } from "./frame.js";
import { t } from "./wording.js";

const CHECKS_EVERY_MS = 1000;
const form = document.getElementById("start-form");
const message = document.getElementById("start-message");

function order() {
  const { elements, dataset } = form;
  const wish = dataset.plan ? { plan_number: Number(dataset.plan) } : { protocol: elements.protocol.value };
  if (!dataset.plan && elements.measure.value) wish.measure = elements.measure.value;
  const byHand = ["shoes_noted", "pain_asked", "consent"];
  return {
    ...wish,
    runner: elements.runner.value,
    note: elements.note.value,
    cue: elements.cue.value,
    pain_before: elements.pain.value === "" ? null : Number(elements.pain.value),
    checklist: Object.fromEntries(byHand.map((name) => [name, elements[name].checked])),
  };
}

async function showChecks() {
  try {
    const checks = await get("/api/training/checks");
    for (const line of document.querySelectorAll("[data-check]")) {
      const isOk = checks[line.dataset.check];
      line.dataset.ok = isOk;
      const word = line.querySelector("b");
      const wanted = isOk ? word.dataset.yes : word.dataset.no;
      if (word.textContent !== wanted) word.textContent = wanted;
    }
  } catch {
    // The server is away for a moment; the next look shows how things are.
  }
}

form.elements.consent.addEventListener("invalid", () => {
  message.textContent = t("start-consent-first");
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await post("/api/training/start", order());
    location.assign("/");
  } catch (error) {
    message.textContent = error.message;
  }
});
form.elements.pain.addEventListener("change", () => {
  form.elements.pain_asked.checked = true;
});
letPress();
setInterval(showChecks, CHECKS_EVERY_MS);
