import { DASH, number, signed } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const SCALES = { contact_time_s: 1000, flight_time_s: 1000 };
const valueOf = (one) => (one instanceof Object ? one.mean : one);

/** Fill the table of both feet, their difference and the drift from a state. */
export function showSides({ numbers, course }) {
  for (const row of document.querySelectorAll("[data-measure]")) {
    const key = row.dataset.measure;
    const scale = SCALES[key] ?? 1;
    const left = valueOf(numbers.left[key]);
    const right = valueOf(numbers.right[key]);
    const difference = left === null || right === null ? null : left - right;
    const texts = [
      number(left, 0, scale), number(right, 0, scale), signed(difference, 0, scale), signed(course.drift[key], 0, scale),
    ];
    texts.forEach((text, i) => setText(row.cells[i + 1], text));
  }
  setText(byId("sides-of"), t("coach-sides-of", { count: numbers.steps_used }));
}

/** Show how the load of each foot is shared out over its zones. */
export function showZones({ zones }) {
  for (const table of document.querySelectorAll("#zones [data-side]")) {
    for (const row of table.querySelectorAll("[data-zone]")) {
      const share = zones[table.dataset.side][row.dataset.zone];
      row.querySelector(".fill").style.width = `${share ?? 0}%`;
      setText(row.cells[2], share === null ? DASH : `${number(share)} %`);
    }
  }
}
