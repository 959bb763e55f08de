import { get } from "./api.js";
import { wireForm } from "./dialogs.js";
import { isImperial, number } from "./figures.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** The form of a runner's data: sends them, and takes a foot length from a shoe size. */
export function wireRunnerForm(then) {
  const form = byId("runner-form");
  wireForm(form, runnerBody, then);
  byId("size-take").addEventListener("click", () => takeSize(form));
}

function runnerBody(form) {
  const body = {};
  for (const name of ["name", "shoe_size", "shoes", "notes", "reason"]) {
    if (form.elements[name]) body[name] = form.elements[name].value;
  }
  for (const field of form.querySelectorAll("[data-measure]")) {
    // An untouched field keeps what is stored, to the last digit.
    if (field.value === field.defaultValue && field.defaultValue !== "") continue;
    body[field.dataset.measure] = field.value === "" ? null : Number(field.value) * Number(field.dataset.scale);
  }
  return body;
}

async function takeSize(form) {
  const [system, size] = [byId("size-system").value, byId("size-number").value];
  try {
    const { foot_length_m: lengthM } = await get(`/api/foot-length?system=${system}&size=${encodeURIComponent(size)}`);
    const field = form.elements.foot_length_m;
    const shown = lengthM / Number(field.dataset.scale);
    field.value = shown.toFixed(1);
    form.elements.shoe_size.value = `${t(`shoe-${system}`)} ${size}`;
    byId("size-message").classList.remove("bad");
    byId("size-message").textContent = t("runners-size-taken", { length: `${number(shown, 1)} ${isImperial ? "in" : "cm"}` });
  } catch (error) {
    byId("size-message").classList.add("bad");
    byId("size-message").textContent = error.message;
  }
}
