import { get, post } from "./api.js";
import { isImperial, number } from "./figures.js";
import { letPress, setText } from "./frame.js";
import { drawMap } from "./matmap.js";
import { WorkPanel } from "./work.js";
import { language, t } from "./wording.js";

const POUND_KG = 0.45359237;
const byId = (id) => document.getElementById(id);
const form = byId("known-form");

const panel = new WorkPanel({
  kinds: ["tare", "calibrate", "reopen"],
  show: (work) => {
    byId("begin").hidden = !["done", "failed", "abandoned"].includes(work.phase);
    const { pressed } = work.detail;
    byId("pressed").hidden = !pressed;
    if (pressed) showPressed(pressed);
  },
  end: async (work) => {
    if (work.result?.name) setText(byId("work-facts"), kept(work.result));
    showVersions(await get("/api/calibrations"));
  },
});

function kept({ name, is_used: isUsed }) {
  return t(isUsed ? "calibration-kept" : "calibration-kept-unused", { name });
}

function showPressed(pressed) {
  const states = pressed.map((line) => line.map((was) => (was ? "pressed" : "not-pressed")));
  const count = pressed.flat().filter(Boolean).length;
  drawMap(byId("pressed-map"), states, t("work-pressed", { count, all: pressed.flat().length }));
}

async function ask(request) {
  setText(byId("begin-message"), "");
  try {
    await request();
  } catch (error) {
    setText(byId("begin-message"), error.message);
  }
}

function bodyOf(fields) {
  const method = fields.get("method");
  const body = { task: "calibrate", method, note: fields.get("note"), fresh: fields.has("fresh") };
  if (method === "reference") return { ...body, most_n: Number(fields.get("most_n")) };
  const masses = fields.get("masses").split(/[;\s]+/).filter(Boolean);
  // A comma is the point of a German number.
  body.masses_kg = masses.map((mass) => Number(mass.replace(",", ".")) * (isImperial ? POUND_KG : 1));
  return method === "weights" ? { ...body, even_cells: Number(fields.get("even_cells")) } : body;
}

function showMethod() {
  const chosen = form.elements.method.value;
  for (const part of form.querySelectorAll("[data-method]")) part.hidden = !part.dataset.method.split(" ").includes(chosen);
}

function showVersions({ versions, in_use: inUse, chosen, is_fixed: isFixed, problem }) {
  byId("versions").replaceChildren(...versions.map((version) => versionItem(version, inUse, isFixed)));
  byId("versions-fixed").hidden = !isFixed && !problem;
  setText(byId("versions-fixed"), problem ?? (isFixed ? t("calibration-fixed", { name: chosen }) : ""));
  byId("use-latest").disabled = isFixed || chosen === "latest";
  byId("use-none").disabled = isFixed || chosen === "none";
}

function versionItem(version, inUse, isFixed) {
  const item = document.createElement("li");
  item.dataset.name = version.name;
  const words = document.createElement("div");
  const title = document.createElement("b");
  title.textContent = version.name;
  words.append(title);
  if (version.name === inUse) {
    const used = document.createElement("span");
    used.className = "used";
    used.textContent = t("calibration-in-use");
    words.append(" ", used);
  }
  const facts = document.createElement("p");
  facts.className = "muted small";
  facts.textContent = version.problem ?? factsOf(version);
  words.append(facts);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = t("calibration-use");
  button.setAttribute("aria-label", t("calibration-use-name", { name: version.name }));
  button.disabled = isFixed || version.name === inUse || Boolean(version.problem);
  button.addEventListener("click", () => use(version.name));
  item.append(words, button);
  return item;
}

function factsOf({ made_at: madeAt, method, cells, residual_median: residual, forces_n: forces, note }) {
  const parts = [
    new Date(madeAt).toLocaleString(language),
    t(`calibration-method-${method}`),
    forces.map((force) => `${number(force)} N`).join(", "),
    t("calibration-cells", { own: cells.curve + cells.gain, all: Object.values(cells).reduce((a, b) => a + b) }),
    residual === null ? "" : t("calibration-residual", { percent: number(residual, 1, 100) }),
    note,
  ];
  return parts.filter(Boolean).join(" · ");
}

function use(name) {
  return ask(async () => panel.follow((await post("/api/calibrations", { use: name })).work));
}

byId("tare-begin").addEventListener("click", () => ask(() => panel.begin({ task: "tare" })));
form.addEventListener("change", showMethod);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(() => panel.begin(bodyOf(new FormData(form))));
});
byId("use-latest").addEventListener("click", () => use("latest"));
byId("use-none").addEventListener("click", () => use("none"));
showMethod();
letPress();
showVersions(await get("/api/calibrations"));
await panel.open();
