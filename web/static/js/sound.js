/** How far ahead beats are scheduled on the sound card's own clock; more in a tab that is not shown, whose timers are slow. */
const AHEAD_S = 0.15;
const AHEAD_HIDDEN_S = 1.5;
const LOOK_EVERY_MS = 25;

/** Frequency, length and loudness: soft and short, told apart without looking. */
const TONES = {
  heel: { hertz: 520, seconds: 0.07, gain: 0.5 },
  onset: { hertz: 380, seconds: 0.07, gain: 0.5 },
  beat: { hertz: 1150, seconds: 0.035, gain: 0.35 },
};

/** The sounds of one device. The browser allows them only after somebody has tapped the page or pressed a key. */
export class Sounds {
  constructor(onChange) {
    this.onChange = onChange;
    this.isOn = true;
    this.volume = 0.6;
    this.context = null;
    this.nextBeatS = null;
    for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, () => this.allow(), { passive: true });
  }

  /** Whether a sound would be heard now. */
  get isAllowed() {
    return this.context?.state === "running";
  }

  /** Open the sound card; to be called from a tap or a key. */
  async allow() {
    if (!this.isOn || this.isAllowed) return;
    this.context ??= new AudioContext({ latencyHint: "interactive" });
    await this.context.resume();
    this.onChange();
  }

  /** Sound once, now. */
  tick(kind) {
    if (this.isOn && this.isAllowed) this.#play(kind, this.context.currentTime);
  }

  /** Beat so often a minute from now on; null stops. */
  beat(ratePerMinute) {
    if (this.ratePerMinute === ratePerMinute) return;
    this.ratePerMinute = ratePerMinute;
    clearInterval(this.timer);
    this.nextBeatS = null;
    if (ratePerMinute !== null) this.timer = setInterval(() => this.#scheduleBeats(), LOOK_EVERY_MS);
  }

  #scheduleBeats() {
    if (!this.isOn || !this.isAllowed) {
      this.nextBeatS = null;
      return;
    }
    const nowS = this.context.currentTime;
    const beatS = 60 / this.ratePerMinute;
    this.nextBeatS ??= nowS + 0.05;
    // A page that was held up leaves beats out, and stays in time: a runner's feet are in between.
    if (this.nextBeatS < nowS) this.nextBeatS += Math.ceil((nowS - this.nextBeatS) / beatS) * beatS;
    const until = nowS + (document.hidden ? AHEAD_HIDDEN_S : AHEAD_S);
    for (; this.nextBeatS < until; this.nextBeatS += beatS) this.#play("beat", this.nextBeatS);
  }

  #play(kind, atS) {
    const { hertz, seconds, gain } = TONES[kind];
    const tone = this.context.createOscillator();
    const level = this.context.createGain();
    tone.type = "triangle";
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(0, atS);
    level.gain.linearRampToValueAtTime(gain * this.volume, atS + 0.004);
    level.gain.exponentialRampToValueAtTime(0.0001, atS + seconds);
    tone.connect(level).connect(this.context.destination);
    tone.start(atS);
    tone.stop(atS + seconds);
  }
}
