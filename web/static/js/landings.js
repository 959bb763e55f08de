/** An older landing is of a stream that is being caught up with, and is not sounded any more. */
const FRESH_S = 2.5;

/**
 * Landings as they become known: from the stream's early `landing` messages; until the first of them, from its steps, which
 * come about one step later.
 */
export class Landings {
  constructor(onLanding) {
    this.onLanding = onLanding;
    this.isEarly = false;
    this.forget();
  }

  /** A new stream begins: what it tells first is old. */
  forget() {
    this.at = null;
  }

  /** The mat's clock of a state. */
  clock(timeS) {
    this.at = timeS === null ? null : { timeS, heardMs: performance.now() };
  }

  landing(message) {
    this.isEarly = true;
    this.#tell(message);
  }

  step(step) {
    if (!this.isEarly) this.#tell(step);
  }

  #tell(one) {
    if (this.at === null) return;
    const nowS = this.at.timeS + (performance.now() - this.at.heardMs) / 1000;
    if (nowS - one.contact_s < FRESH_S) this.onLanding(one);
  }
}
