import { get, post } from "./api.js";
import { number } from "./figures.js";
import { setText } from "./frame.js";
import { hasText, t } from "./wording.js";

const POLL_MS = 400;
const ENDED = new Set(["done", "failed", "abandoned"]);

const byId = (id) => document.getElementById(id);

/** The panel that leads a person through what is done to the mat. */
export class WorkPanel {
  /**
   * @param {{kinds: string[], show: Function, end: Function}} wishes Whose kinds of work are shown here; `show` gets each
   * state of it, `end` the last.
   */
  constructor({ kinds, show, end }) {
    Object.assign(this, { kinds, show, end });
    for (const answer of ["continue", "finish", "cancel"]) {
      byId(`work-${answer}`).addEventListener("click", () => this.#say(() => post("/api/work/answer", { answer })));
    }
  }

  /** Show what is going on, if anything is. */
  async open() {
    const { work } = await get("/api/work");
    if (work && !ENDED.has(work.phase)) this.#take(work);
  }

  /** Ask for something to be done; throws the server's refusal. */
  async begin(body) {
    this.#take((await post("/api/work", body)).work);
  }

  /** Follow work that something else began. */
  follow(work) {
    this.#take(work);
  }

  #take(work) {
    const isOurs = this.kinds.includes(work.kind);
    byId("work").hidden = !isOurs && ENDED.has(work.phase);
    this.#draw(work);
    if (isOurs) this.show(work);
    clearTimeout(this.timer);
    if (!ENDED.has(work.phase)) this.timer = setTimeout(() => this.#say(() => get("/api/work")), POLL_MS);
    else if (isOurs) this.end(work);
  }

  async #say(request) {
    try {
      this.#take((await request()).work);
    } catch (error) {
      byId("work-problem").textContent = error.message;
      // The server may be back soon.
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#say(() => get("/api/work")), 5 * POLL_MS);
    }
  }

  #draw(work) {
    const isOver = ENDED.has(work.phase);
    byId("work").dataset.ask = work.ask?.what ?? "";
    setText(byId("work-title"), t(`work-kind-${work.kind}`));
    setText(byId("work-ask"), work.ask ? asked(work.ask) : doing(work));
    byId("work-continue").hidden = !work.ask;
    byId("work-finish").hidden = !(work.kind === "calibrate" && work.detail.doing === "press" && !work.ask) || isOver;
    byId("work-cancel").hidden = isOver;
    const progress = byId("work-progress");
    progress.hidden = isOver || Boolean(work.ask);
    if (work.progress === null) progress.removeAttribute("value");
    else progress.value = work.progress;
    const { pressed } = work.detail;
    const facts = pressed ? t("work-pressed", { count: pressed.flat().filter(Boolean).length, all: pressed.flat().length }) : "";
    setText(byId("work-facts"), facts);
    byId("work-warnings").replaceChildren(...work.warnings.map((line) => textItem(line)));
    setText(byId("work-problem"), work.problem ?? "");
  }
}

function asked({ what, force_n: force, cells, simulated }) {
  const values = { force: number(force, 1), mass: number(force, 1, 1 / 9.80665), cells: cells ?? 1 };
  const line = t(`work-ask-${what}`, values);
  return simulated ? `${line} ${t("work-simulated-hand")}` : line;
}

function doing({ phase, detail, step }) {
  // While somebody presses, they need to see what to do.
  if (phase === "working" && detail.doing === "press" && step) return asked(step);
  const key = `work-doing-${detail.doing}`;
  if (phase === "working" && hasText(key)) return t(key);
  return t(`work-phase-${phase}`);
}

function textItem(line) {
  const item = document.createElement("li");
  item.textContent = line;
  return item;
}
