import { get } from "./api.js";
import { landingsChart } from "./chart.js";
import { CoursePlot, stepsOf } from "./course_plot.js";
import { wireDialogs, wireForm } from "./dialogs.js";
import { drawLandingMap } from "./landing_map.js";
import { drawPrint } from "./print.js";
import { wireTips } from "./tips.js";
import { t } from "./wording.js";

// Where, at equal onset of both ends, heel becomes midfoot and midfoot becomes ball.
const STRIKE_BORDERS_PERCENT = [34, 56];

const byId = (id) => document.getElementById(id);
const page = byId("session-page");
const path = `/api/sessions/${page.dataset.session}`;

async function drawPrints() {
  const prints = await get(`${path}/prints`);
  for (const figure of document.querySelectorAll("[data-print]")) {
    const [side, kind] = figure.dataset.print.split("-");
    if (!prints[side]) continue;
    const canvas = figure.querySelector("canvas");
    const draw = () => drawPrint(canvas, prints[side][kind], side, prints[side].foot_length_m);
    new ResizeObserver(draw).observe(canvas);
    const mean = document.querySelector(`[data-mean-of=${side}]`);
    mean.textContent = t("session-print-mean", { count: prints[side].mean_of });
  }
}

async function drawCourse() {
  const moments = JSON.parse(byId("course-moments").textContent);
  const steps = stepsOf(await get(`${path}/course`));
  drawLandings(steps, moments.duration_s);
  const map = byId("landing-map");
  new ResizeObserver(() => drawLandingMap(map, steps)).observe(map);
  new CoursePlot(byId("chart-index"), byId("read-index"), steps, moments, {
    key: "strike_index_percent", scale: 1, unit: "%", range: [0, 100], borders: STRIKE_BORDERS_PERCENT, by: "kind",
  });
  new CoursePlot(byId("chart-contact"), byId("read-contact"), steps, moments, {
    key: "contact_time_s", scale: 1000, unit: "ms", by: "side",
  });
}

function drawLandings(steps) {
  const place = byId("chart-landings");
  let drawn = 0;
  new ResizeObserver(() => {
    if (place.clientWidth === drawn || place.clientWidth < 100) return;
    drawn = place.clientWidth;
    place.replaceChildren(landingsChart(steps, drawn));
  }).observe(place);
}

/** The statistics of a long session are worked out once, when somebody first looks at it. */
async function fetchStatistics() {
  try {
    await get(`${path}/statistics`);
    location.reload();
  } catch (error) {
    byId("statistics-wait").textContent = error.message;
  }
}

async function offerRunners() {
  const { runners } = await get("/api/runners");
  byId("runner-names").replaceChildren(...runners.map((runner) => new Option(runner.name)));
}

/** The number of the runner that was named; only one that is known. */
async function runnerNamed(field) {
  const name = field.value.trim();
  if (name === field.defaultValue) return Number(field.dataset.runner);
  const { runners } = await get(`/api/runners?search=${encodeURIComponent(name)}`);
  const found = runners.find((runner) => runner.name === name);
  if (!found) throw new Error(t("edit-runner-unknown", { name }));
  return found.id;
}

async function sessionBody(form) {
  const fields = form.elements;
  const score = (name) => (fields[name].value === "" ? null : Number(fields[name].value));
  return {
    note: fields.note.value,
    pain_before: score("pain_before"),
    pain_after: score("pain_after"),
    runner_id: await runnerNamed(fields.runner),
    reason: fields.reason.value,
  };
}

wireTips();
wireDialogs();
wireForm(byId("edit-form"), sessionBody);
document.querySelector("[data-opens=edit-dialog]").addEventListener("click", offerRunners, { once: true });
if (byId("chart-landings")) await Promise.all([drawPrints(), drawCourse()]);
if (page.dataset.statistics === "pending") await fetchStatistics();
