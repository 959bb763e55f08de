import { Deck } from "./deck.js";
import { number } from "./figures.js";
import { letPress, setText, showLink, showMat, wireRestart } from "./frame.js";
import { paintScale } from "./heat.js";
import { LastPrints } from "./last_prints.js";
import { showBeltSource, showBeltSpeed, showNumbers, showWord } from "./numbers.js";
import { Recording } from "./recording.js";
import { RunnerControls } from "./runner.js";
import { connect } from "./socket.js";
import { Strip } from "./strip.js";
import { shortTarget } from "./target.js";
import { wireTips } from "./tips.js";
import { Training } from "./training.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const deck = new Deck(byId("deck"), (max) => {
  byId("scale-max").textContent = t("live-scale", { force: number(max) });
});
const strip = new Strip(byId("strip"), byId("strip-empty"));
const recording = new Recording();
const runnerForm = byId("runner-form");
const runnerControls = new RunnerControls(runnerForm, byId("runner-message"));
const prints = new LastPrints();
const training = new Training({ isRunners: true });
const NUMBER_IDS = { ball_first_percent: "ball-first", cadence_spm: "cadence", contact_time_s: "contact-time" };

function showStep(step, print) {
  strip.add(step);
  prints.add(step, print);
  training.step(step);
}

function showTarget(target) {
  for (const measure of Object.keys(NUMBER_IDS)) {
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
  strip.clock(state.time_s);
  showMat(state);
  showNumbers(state.numbers);
  showWord(byId("word"), state);
  showBeltSpeed(state.belt_speed_m_s);
  showBeltSource(state);
  showTarget(state.target);
  byId("deck-empty").hidden = state.is_on_mat;
  recording.show(state.session);
  training.show(state);
  // The page may have come before the mat was open, and before it was known whether it is simulated.
  runnerForm.closest("section").hidden = !state.runner;
  if (state.runner) runnerControls.show(state.runner);
}

paintScale(byId("scale"));
wireRestart();
wireTips();
letPress();
connect({
  picture: (picture) => deck.show(picture),
  step: showStep,
  landing: (landing) => {
    // The sound first: it is what a runner waits for.
    training.landing(landing);
    strip.landing(landing);
  },
  state: showState,
  clear: () => {
    strip.clear();
    training.clear();
  },
  link: showLink,
});
