import { post } from "./api.js";
import { letPress } from "./frame.js";

const page = document.getElementById("plan-page");
const base = `/api/plans/${page.dataset.runner}`;

async function send(path, body) {
  try {
    await post(base + path, body);
    location.reload();
  } catch (error) {
    document.getElementById("plan-message").textContent = error.message;
  }
}

function changesOf(row) {
  const field = (name) => row.querySelector(`[name=${name}]`).value;
  const number = (name) => (field(name) === "" ? null : Number(field(name)));
  const changes = { note: field("note"), minutes: number("minutes"), feedback_percent: number("feedback_percent") };
  return field("due_on") ? { ...changes, due_on: field("due_on") } : changes;
}

page.addEventListener("click", ({ target }) => {
  const { action } = target.closest("button")?.dataset ?? {};
  const row = target.closest("[data-number]");
  if (action === "save") send(`/${row.dataset.number}`, changesOf(row));
  if (action === "withdraw") send(`/${row.dataset.number}/withdraw`, {});
});
document.getElementById("withdraw-all")?.addEventListener("click", () => send("/withdraw", {}));
document.getElementById("make-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const data = new FormData(event.target);
  send("", { first_on: data.get("first_on"), weekdays: data.getAll("day").map(Number), measure: data.get("measure") });
});
letPress();
