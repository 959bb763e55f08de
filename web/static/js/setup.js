import { get, post } from "./api.js";
import { Faults } from "./faults.js";
import { number } from "./figures.js";
import { letPress, setText } from "./frame.js";
import { RunnerControls } from "./runner.js";
import { language, t } from "./wording.js";

/** Two devices on one network differ by less than this, seconds. */
const CLOCKS_APART_S = 120;

const byId = (id) => document.getElementById(id);

function showClock() {
  const node = byId("clock-now");
  const server = new Date(node.dataset.utc);
  node.textContent = server.toLocaleString(language);
  // The page came a moment ago: what is left is how far the clocks are apart.
  const apartS = Math.abs(Date.now() - performance.now() - server.getTime()) / 1000;
  byId("clock-differs").hidden = apartS < CLOCKS_APART_S;
  if (apartS >= CLOCKS_APART_S) setText(byId("clock-differs"), t("setup-clock-differs", { minutes: number(apartS / 60) }));
}

/** The simulated runner's further settings: each change is sent by itself. */
function wireMore(form) {
  const show = (field) => {
    const unit = field.name === "asymmetry" ? "%" : field.name === "toe_out_deg" ? "°" : "cm";
    byId(`${field.id}-shown`).textContent = `${number(Number(field.value))} ${unit}`;
  };
  for (const field of form.querySelectorAll("input[type=range]")) {
    show(field);
    field.addEventListener("input", () => show(field));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", async ({ target }) => {
    const value = target.dataset.scale ? Number(target.value) * Number(target.dataset.scale) : target.value || null;
    try {
      await post("/api/runner", { [target.name]: value });
      setText(byId("more-message"), "");
    } catch (error) {
      setText(byId("more-message"), error.message);
    }
  });
}

showClock();
if (byId("fault-form")) {
  const faults = new Faults();
  letPress();
  await faults.open();
}
if (byId("runner-form")) {
  wireMore(byId("more-form"));
  // The state tells it also while the mat is worked on.
  new RunnerControls(byId("runner-form"), byId("runner-message")).show((await get("/api/state")).runner);
}
