import { clock } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const SVG = "http://www.w3.org/2000/svg";
const SHORT_S = 1;
const LONG_S = 10;

const byId = (id) => document.getElementById(id);

/** The controls of a replay: play, pause, time bar, speed; by pointer and by keyboard. */
export class Player {
  /** @param {HTMLElement} panel @param {Function} send a message to the server */
  constructor(panel, send) {
    this.firstS = Number(panel.dataset.first);
    this.durationS = Number(panel.dataset.duration);
    this.send = send;
    this.isPlaying = false;
    this.nowS = 0;
    this.bar = byId("time-bar");
    this.speed = byId("replay-speed");
    byId("play").addEventListener("click", () => this.#toggle());
    this.bar.addEventListener("input", () => this.seek(Number(this.bar.value)));
    this.speed.addEventListener("change", () => this.#setSpeed());
    for (const button of document.querySelectorAll("[data-jump]")) {
      button.addEventListener("click", () => this.seek(Number(button.dataset.jump) - this.firstS));
    }
    document.addEventListener("keydown", (event) => this.#key(event));
    this.#drawMoments(JSON.parse(byId("replay-moments").textContent));
  }

  /** Show what the server says of the replay. */
  show({ is_playing: isPlaying, time_s: timeS }) {
    this.isPlaying = isPlaying;
    setText(byId("play"), isPlaying ? t("replay-pause") : t("replay-play"));
    this.showTime(timeS);
  }

  /** Show a moment, unless a person is moving the bar. */
  showTime(timeS) {
    this.nowS = timeS - this.firstS;
    if (!this.bar.matches(":active")) this.bar.value = this.nowS;
    this.bar.setAttribute("aria-valuetext", t("replay-at", { time: clock(this.nowS), all: clock(this.durationS) }));
    setText(byId("time-now"), `${clock(this.nowS)} / ${clock(this.durationS)}`);
  }

  /** Go to a moment, seconds from the first frame. */
  seek(afterS) {
    this.nowS = Math.min(this.durationS, Math.max(0, afterS));
    this.send({ action: "seek", time_s: this.firstS + this.nowS });
  }

  /** After the connection was made, or made again: where the page was. */
  resume() {
    this.#setSpeed();
    if (this.nowS) this.seek(this.nowS);
    if (this.isPlaying) this.send({ action: "play" });
  }

  #toggle() {
    this.send({ action: this.isPlaying ? "pause" : "play" });
  }

  #setSpeed() {
    this.send({ action: "speed", speed: Number(this.speed.value) });
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.matches("button, select, a, input:not([type=range])") && event.key === " ") return;
    if (event.target.matches("select")) return;
    const actions = {
      " ": () => this.#toggle(),
      ArrowLeft: () => this.seek(this.nowS - (event.shiftKey ? LONG_S : SHORT_S)),
      ArrowRight: () => this.seek(this.nowS + (event.shiftKey ? LONG_S : SHORT_S)),
      Home: () => this.seek(0),
      End: () => this.seek(this.durationS),
      "+": () => this.#shift(1),
      "-": () => this.#shift(-1),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  #shift(by) {
    const next = this.speed.selectedIndex + by;
    if (next < 0 || next >= this.speed.options.length) return;
    this.speed.selectedIndex = next;
    this.#setSpeed();
  }

  #drawMoments({ marks, phases, gaps }) {
    const share = (timeS) => `${(100 * (timeS - this.firstS)) / (this.durationS || 1)}%`;
    const add = (kind, firstS, lastS) => {
      const rect = document.createElementNS(SVG, "rect");
      const width = lastS === undefined ? "2" : `${Math.max(0.3, (100 * (lastS - firstS)) / (this.durationS || 1))}%`;
      for (const [key, value] of Object.entries({ class: kind, x: share(firstS), width, y: 0, height: "100%" })) rect.setAttribute(key, value);
      byId("bar-marks").append(rect);
    };
    for (const gap of gaps) add("gap", gap.first_s, gap.last_s);
    for (const phase of phases) add("phase", phase.start_s);
    for (const mark of marks) add("mark-at", mark.time_s);
  }
}
