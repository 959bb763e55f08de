import { get, post } from "./api.js";
import { setText } from "./frame.js";
import { hasText, t } from "./wording.js";

const byId = (id) => document.getElementById(id);
/** Values that the page does not ask for: a burst of noise goes on until it is taken away. */
const FIXED = { begin_s: "0", end_s: "1e9" };

/** The panel that breaks the modelled mat and repairs it. */
export class Faults {
  constructor() {
    this.form = byId("fault-form");
    this.form.addEventListener("change", () => this.#showFields());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask({ inject: this.#words() });
    });
    byId("fault-clear").addEventListener("click", () => this.#ask({ clear: "all" }));
    this.#showFields();
  }

  /** Show what is broken. */
  async open() {
    this.#show(await get("/api/faults"));
  }

  get #names() {
    return this.form.elements.kind.selectedOptions[0].dataset.fields.split(" ");
  }

  #showFields() {
    for (const box of this.form.querySelectorAll("[data-field]")) {
      box.hidden = !this.#names.includes(box.dataset.field);
      for (const field of box.querySelectorAll("input, select")) field.disabled = box.hidden;
    }
  }

  #words() {
    const { elements } = this.form;
    const value = (name) => (name === "share" ? String(Number(elements.share.value) / 100) : elements[name].value);
    return [elements.kind.value, ...this.#names.map((name) => FIXED[name] ?? value(name))].join(":");
  }

  async #ask(body) {
    try {
      this.#show(await post("/api/faults", body));
      setText(byId("fault-message"), "");
    } catch (error) {
      setText(byId("fault-message"), error.message);
    }
  }

  #show({ faults, kinds }) {
    byId("fault-none").hidden = faults.length > 0;
    byId("fault-clear").hidden = faults.length === 0;
    byId("fault-list").replaceChildren(...faults.map((words) => this.#item(words, kinds)));
  }

  #item(words, kinds) {
    const item = document.createElement("li");
    item.dataset.fault = words;
    const said = document.createElement("span");
    said.textContent = sayFault(words, kinds);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = t("fault-repair");
    button.setAttribute("aria-label", t("fault-repair-name", { fault: said.textContent }));
    button.addEventListener("click", () => this.#ask({ clear: words }));
    item.append(said, button);
    return item;
  }
}

function sayFault(words, kinds) {
  const [kind, ...values] = words.split(":");
  const places = kinds[kind].map((name, index) => [name, values[index]]).filter(([name]) => !(name in FIXED));
  const said = places.map(([name, value]) => sayField(name, value));
  return `${t(`fault-${kind}`)}: ${said.join(", ")}`;
}

function sayField(name, value) {
  const shown = name === "level" ? t(`fault-level-${value}`) : name === "share" ? String(Math.round(100 * Number(value))) : value;
  const key = `fault-field-${name === "noise_codes" ? "noise" : name}`;
  return hasText(key) ? `${t(key)} ${shown}` : shown;
}
