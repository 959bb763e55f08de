/** A landing that has not become a step by then never will: its contact was too slight, or nobody's. */
const OPEN_MAX_S = 4;

/**
 * What a strip keeps in its list: an item a step, oldest first. A landing that is told while the foot is down has its item
 * at once; its step takes that item over, and where the step is another than was called the item says so.
 */
export class StepList {
  /** @param {{list: Element, empty: Element, shownMax: number, draw: Function}} wishes `draw(item, step)` fills an item. */
  constructor({ list, empty, shownMax, draw }) {
    Object.assign(this, { list, empty, shownMax, draw });
    /** Landings whose steps have not come yet, in order: `{landing, item}`. */
    this.open = [];
  }

  /** Show a foot that is down. What could not be told of it yet waits for its step. */
  landing(landing) {
    if (landing.strike === null || landing.side === null) return;
    const item = document.createElement("li");
    this.#fill(item, { ...landing, isDown: true, complete: true, strike_index_percent: null, contact_time_s: null });
    this.open.push({ landing, item });
    this.list.append(item);
    this.#trim();
  }

  /** Show a step, in the place of its landing. */
  add(step) {
    const called = this.open.find(({ landing }) => landing.contact_s === step.contact_s);
    // Contacts before this one would have been told as steps by now.
    this.#drop(({ landing }) => landing.contact_s < step.contact_s);
    this.open = this.open.filter((one) => one !== called);
    const item = called?.item ?? document.createElement("li");
    const isOther = called && (called.landing.strike !== step.strike || called.landing.side !== step.side);
    this.#fill(item, isOther ? { ...step, called: called.landing } : step);
    if (!called) this.list.insertBefore(item, this.open[0]?.item ?? null);
    this.#trim();
  }

  /** Follow the mat's clock: forget landings that became no step. */
  clock(timeS) {
    if (timeS !== null) this.#drop(({ landing }) => landing.contact_s < timeS - OPEN_MAX_S);
  }

  clear() {
    this.open = [];
    this.list.replaceChildren();
    this.empty.hidden = false;
  }

  #fill(item, step) {
    item.className = step.side;
    item.classList.toggle("down", step.isDown === true);
    item.classList.toggle("other", step.called !== undefined);
    this.draw(item, step);
  }

  #drop(isOver) {
    for (const one of this.open.filter(isOver)) one.item.remove();
    this.open = this.open.filter((one) => !isOver(one));
  }

  #trim() {
    while (this.list.children.length > this.shownMax) this.list.firstElementChild.remove();
    this.empty.hidden = true;
  }
}
