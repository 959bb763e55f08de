import { get } from "./api.js";
import { contactChart, indexChart, landingsChart } from "./chart.js";
import { drawPrint } from "./print.js";
import { wireTips } from "./tips.js";

const page = document.getElementById("session-page");

function drawPrints(session) {
  for (const figure of document.querySelectorAll("[data-print]")) {
    const [side, kind] = figure.dataset.print.split("-");
    const prints = session.prints[side];
    if (!prints) continue;
    const canvas = figure.querySelector("canvas");
    const length = footLength(session, side);
    new ResizeObserver(() => drawPrint(canvas, prints[kind], side, length)).observe(canvas);
  }
}

function footLength(session, side) {
  const known = session.steps.filter((step) => step.side === side && step.foot_length_m);
  return known.length ? known[known.length - 1].foot_length_m : null;
}

function drawCharts(session) {
  const span = { duration: Math.max(1, session.duration_s), firstS: session.first_s };
  const charts = { "chart-landings": landingsChart, "chart-index": indexChart, "chart-contact": contactChart };
  for (const [id, chart] of Object.entries(charts)) {
    const place = document.getElementById(id);
    let drawn = 0;
    new ResizeObserver(() => {
      if (place.clientWidth === drawn) return;
      drawn = place.clientWidth;
      place.replaceChildren(chart(session.steps, drawn, span));
    }).observe(place);
  }
}

wireTips();
const session = await get(`/api/sessions/${page.dataset.session}`);
if (session.steps.length) {
  drawPrints(session);
  drawCharts(session);
}
