import { Deck } from "./deck.js";
import { number } from "./figures.js";
import { setText, showLink } from "./frame.js";
import { paintScale } from "./heat.js";
import { LastPrints } from "./last_prints.js";
import { showBeltSource, showBeltSpeed, showNumbers, showWord } from "./numbers.js";
import { Player } from "./player.js";
import { connect } from "./socket.js";
import { Strip } from "./strip.js";
import { wireTips } from "./tips.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const deck = new Deck(byId("deck"), (max) => {
  byId("scale-max").textContent = t("live-scale", { force: number(max) });
});
const strip = new Strip(byId("strip"), byId("strip-empty"));
const prints = new LastPrints();
const player = new Player(byId("player"), (message) => send(message));

function showState(state) {
  deck.setGeometry(state.mat.geometry);
  showNumbers(state.numbers);
  showWord(byId("word"), state);
  showBeltSpeed(state.belt_speed_m_s);
  showBeltSource(state);
  player.show(state.replay);
}

function say(text) {
  byId("replay-problem").hidden = !text;
  setText(byId("replay-problem"), text);
}

paintScale(byId("scale"));
wireTips();
const send = connect(
  {
    picture: (picture) => {
      deck.show(picture);
      player.showTime(picture.timeS);
    },
    step: (step, print) => {
      strip.add(step);
      prints.add(step, print);
    },
    state: showState,
    clear: () => strip.clear(),
    link: (link) => {
      showLink(link);
      if (link === "live") player.resume();
    },
    refused: say,
  },
  `/sessions/${byId("player").dataset.session}/replay/stream`,
);
