import { wireDialogs } from "./dialogs.js";
import { HistoryPlot } from "./history_plot.js";
import { wireRunnerForm } from "./runner_form.js";

wireDialogs();
wireRunnerForm();

const course = document.getElementById("runner-course");
if (course) {
  const { sessions, minimal_change: least } = JSON.parse(course.textContent);
  for (const figure of document.querySelectorAll("[data-plot]")) new HistoryPlot(figure, sessions, least);
}
