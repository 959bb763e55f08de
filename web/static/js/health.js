import { get } from "./api.js";
import { number } from "./figures.js";
import { letPress, setText } from "./frame.js";
import { drawMap } from "./matmap.js";
import { WorkPanel } from "./work.js";
import { hasText, language, t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const NARROW = matchMedia("(max-width: 600px)");
let shown = null;

const panel = new WorkPanel({
  kinds: ["doctor"],
  show: (work) => showBegin(work.phase),
  end: (work) => {
    if (work.result) showHealth(work.result);
  },
});

function showBegin(phase) {
  byId("begin").hidden = !["done", "failed", "abandoned"].includes(phase);
}

async function begin(press) {
  setText(byId("begin-message"), "");
  try {
    await panel.begin({ task: "doctor", press });
  } catch (error) {
    setText(byId("begin-message"), error.message);
  }
}

function showHealth(health) {
  shown = health;
  byId("result").hidden = false;
  byId("work").hidden = true;
  const count = health.findings.length;
  setText(byId("result-when"), new Date(health.made_at).toLocaleString(language));
  setText(byId("result-verdict"), count ? t("health-wrong", { count }) : t("health-good"));
  byId("result-verdict").className = `verdict ${count ? "bad" : "good"}`;
  drawHealth();
  byId("findings").replaceChildren(...health.findings.map(findingItem));
  setText(byId("result-facts"), factsOf(health));
}

function drawHealth() {
  if (!shown) return;
  const bad = shown.cells.flat().filter((state) => state !== "good").length;
  drawMap(byId("health-map"), shown.cells, t("health-map-says", { bad, all: shown.cells.flat().length }));
}

function factsOf({ bus, noise_codes: noise, looked_at: looked }) {
  const lines = [looked.includes("press") ? t("health-was-pressed") : t("health-not-pressed")];
  if (noise) lines.push(t("health-noise", { most: number(Math.max(...noise.flat()), 2) }));
  if (bus) {
    lines.push(t("health-rates", { frames: number(bus.frames_hz), raster: number(bus.raster_hz), clock: number(bus.real_hz, 2, 1e-6) }));
  }
  return lines.join(" ");
}

/** The kind and the remedy in the reader's language, and what was seen, as the doctor says it. */
function findingItem({ code, text, remedy }) {
  const item = document.createElement("li");
  item.dataset.code = code;
  const key = `finding-${code}`;
  const title = document.createElement("b");
  title.textContent = hasText(key) ? t(key) : text;
  const advice = document.createElement("p");
  advice.textContent = hasText(`${key}-remedy`) ? t(`${key}-remedy`) : remedy;
  const seen = document.createElement("p");
  seen.className = "muted small";
  seen.lang = "en";
  seen.textContent = text;
  item.append(title, advice, seen);
  return item;
}

byId("begin-all").addEventListener("click", () => begin(true));
byId("begin-rest").addEventListener("click", () => begin(false));
NARROW.addEventListener("change", drawHealth);
letPress();
const { health } = await get("/api/health");
if (health) showHealth(health);
await panel.open();
