import { Deck } from "./deck.js";
import { number } from "./figures.js";
import { setText, showLink, showMat, wireRestart } from "./frame.js";
import { paintScale } from "./heat.js";
import { setMark, wordsOf } from "./kinds.js";
import { showBeltSource, showBeltSpeed, showNumbers, showWord } from "./numbers.js";
import { drawPrint } from "./print.js";
import { Recording } from "./recording.js";
import { RunnerControls } from "./runner.js";
import { connect } from "./socket.js";
import { Strip } from "./strip.js";
import { TARGET_MEASURES, shortTarget } from "./target.js";
import { wireTips } from "./tips.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const deck = new Deck(byId("deck"), (max) => {
  byId("scale-max").textContent = t("live-scale", { force: number(max) });
});
const strip = new Strip(byId("strip"), byId("strip-empty"));
const recording = new Recording();
const runnerForm = byId("runner-form");
const runnerControls = new RunnerControls(runnerForm, byId("runner-message"));
const lastPrints = {};
const NUMBER_IDS = { ball_first_percent: "ball-first", cadence_spm: "cadence", contact_time_s: "contact-time" };

function showStep(step, print) {
  strip.add(step);
  if (!step.complete && lastPrints[step.side]) return;
  lastPrints[step.side] = { step, print };
  showPrint(step.side);
}

function showPrint(side) {
  const { step, print } = lastPrints[side];
  drawPrint(byId(`${side}-print`), print, side, step.foot_length_m);
  byId(`${side}-print`).setAttribute("aria-label", t("live-print", { side, words: wordsOf(step) }));
  byId(`${side}-mark`).hidden = false;
  setMark(byId(`${side}-mark`), step);
  byId(`${side}-facts`).textContent = t("live-print-facts", {
    index: step.strike_index_percent === null ? "unknown" : number(step.strike_index_percent),
    contact: number(step.contact_time_s, 0, 1000),
    peak: number(step.peak_force_n),
  });
}

function showTarget(target) {
  for (const measure of TARGET_MEASURES) {
    const line = byId(`${NUMBER_IDS[measure]}-aim`);
    line.hidden = target?.measure !== measure;
    line.classList.toggle("met", target?.is_met === true);
    if (line.hidden) continue;
    const value = shortTarget(target);
    setText(line, target.is_met ? t("live-target-met", { value }) : t("live-target", { value }));
  }
}

function showState(state) {
  if (state.mat.geometry) deck.setGeometry(state.mat.geometry);
  showMat(state);
  showNumbers(state.numbers);
  showWord(byId("word"), state);
  showBeltSpeed(state.belt_speed_m_s);
  showBeltSource(state);
  showTarget(state.target);
  byId("deck-empty").hidden = state.is_on_mat;
  recording.show(state.session);
  // The page may have come before the mat was open, and before it was known whether it is simulated.
  runnerForm.closest("section").hidden = !state.runner;
  if (state.runner) runnerControls.show(state.runner);
}

new ResizeObserver(() => Object.keys(lastPrints).forEach(showPrint)).observe(byId("left-print"));
paintScale(byId("scale"));
wireRestart();
wireTips();
connect({
  picture: (picture) => deck.show(picture),
  step: showStep,
  state: showState,
  clear: () => strip.clear(),
  link: showLink,
});
