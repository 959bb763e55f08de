import { Bars } from "./bars.js";
import { number } from "./figures.js";
import { letPress, setText, showLink, showMat, wireRestart } from "./frame.js";
import { Marks } from "./marks.js";
import { showBeltSpeed, showWord } from "./numbers.js";
import { StepPlot } from "./plots.js";
import { Recording } from "./recording.js";
import { showSides, showZones } from "./sides.js";
import { connect } from "./socket.js";
import { TargetPanel } from "./target.js";
import { wireTips } from "./tips.js";
import { Training } from "./training.js";

// Where, at equal onset of both ends, heel becomes midfoot and midfoot becomes ball.
const STRIKE_BORDERS_PERCENT = [34, 56];

const byId = (id) => document.getElementById(id);
const bars = new Bars(byId("strip"), byId("strip-empty"));
const plots = [
  new StepPlot(byId("plot-index"), { key: "strike_index_percent", range: [0, 100], lines: STRIKE_BORDERS_PERCENT }),
  new StepPlot(byId("plot-contact"), { key: "contact_time_s", scale: 1000 }),
];
const recording = new Recording();
const target = new TargetPanel();
const marks = new Marks();
const training = new Training({ isRunners: false });

function showStep(step) {
  bars.add(step);
  training.step(step);
  const counts = plots.map((plot) => plot.add(step));
  showPlots(Math.max(...counts) > 1);
}

function showPlots(areThere) {
  byId("plots-empty").hidden = areThere;
  for (const figure of document.querySelectorAll(".plots figure")) figure.hidden = !areThere;
}

function showState(state) {
  bars.clock(state.time_s);
  showMat(state);
  showWord(byId("word"), state);
  showBeltSpeed(state.belt_speed_m_s);
  setText(byId("cadence"), number(state.numbers.cadence_spm));
  setText(byId("step-count"), number(state.course.step_count));
  showSides(state);
  showZones(state.course);
  recording.show(state.session);
  target.show(state);
  marks.show(state);
  training.show(state);
  for (const plot of plots) plot.mark(state.session === null ? [] : state.marks.map((mark) => mark.time_s));
}

function clear() {
  bars.clear();
  training.clear();
  for (const plot of plots) plot.clear();
  showPlots(false);
}

wireRestart();
wireTips();
letPress();
connect({
  step: showStep,
  landing: (landing) => {
    training.landing(landing);
    bars.landing(landing);
  },
  state: showState,
  clear,
  link: showLink,
});
