import { post } from "./api.js";
import { Deck } from "./deck.js";
import { paintScale } from "./heat.js";
import { setMark, wordsOf } from "./kinds.js";
import { showBeltSpeed, showNumbers, showWord } from "./numbers.js";
import { drawPrint } from "./print.js";
import { Recording } from "./recording.js";
import { RunnerControls } from "./runner.js";
import { connect } from "./socket.js";
import { Strip } from "./strip.js";
import { wireTips } from "./tips.js";

const LINK_WORDS = { connecting: "connecting", live: "live", lost: "connection lost, trying again" };

const byId = (id) => document.getElementById(id);
const deck = new Deck(byId("deck"), (max) => {
  byId("scale-max").textContent = `${max} N per cell`;
});
const strip = new Strip(byId("strip"), byId("strip-empty"));
const recording = new Recording();
const runnerForm = byId("runner-form");
const runnerControls = runnerForm && new RunnerControls(runnerForm, byId("runner-message"));
const lastPrints = {};

function showStep(step, print) {
  strip.add(step);
  if (!step.complete && lastPrints[step.side]) return;
  lastPrints[step.side] = { step, print };
  showPrint(step.side);
}

function showPrint(side) {
  const { step, print } = lastPrints[side];
  drawPrint(byId(`${side}-print`), print, side, step.foot_length_m);
  byId(`${side}-print`).setAttribute("aria-label", `Last ${side} footprint: ${wordsOf(step)}`);
  byId(`${side}-mark`).hidden = false;
  setMark(byId(`${side}-mark`), step);
  const index = step.strike_index_percent === null ? "index unknown" : `index ${step.strike_index_percent.toFixed(0)} %`;
  byId(`${side}-facts`).textContent = `${index} · ${(1000 * step.contact_time_s).toFixed(0)} ms · ${step.peak_force_n.toFixed(0)} N peak`;
}

function showState(state) {
  showMat(state.mat);
  showNumbers(state.numbers);
  showWord(byId("word"), state);
  showBeltSpeed(state.belt_speed_m_s);
  byId("deck-empty").hidden = state.is_on_mat;
  recording.show(state.session);
  if (runnerControls && state.runner) runnerControls.show(state.runner);
}

function showMat(mat) {
  if (mat.geometry) deck.setGeometry(mat.geometry);
  byId("mat-label").hidden = !mat.label;
  byId("mat-label-word").textContent = mat.label ?? "";
  byId("mat-label-note").textContent = mat.label_note ?? "";
  const stopped = mat.state === "failed" || mat.state === "ended";
  byId("mat-problem").hidden = !stopped;
  byId("mat-problem-title").textContent = mat.state === "failed" ? "The mat has stopped." : "The recording has ended.";
  byId("mat-problem-text").textContent = mat.problem ?? "";
}

function showLink(link) {
  byId("link").dataset.link = link;
  byId("link-text").textContent = LINK_WORDS[link];
}

byId("mat-restart").addEventListener("click", async () => {
  try {
    await post("/api/mat", { action: "restart" });
  } catch (error) {
    byId("mat-problem-text").textContent = error.message;
  }
});
new ResizeObserver(() => Object.keys(lastPrints).forEach(showPrint)).observe(byId("left-print"));
paintScale(byId("scale"));
wireTips();
connect({
  picture: (picture) => deck.show(picture),
  step: showStep,
  state: showState,
  clear: () => strip.clear(),
  link: showLink,
});
