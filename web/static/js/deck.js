import { fitted, font, hidden } from "./canvas.js";
import { paint } from "./heat.js";
import { Enlarger } from "./smooth.js";
import { t } from "./wording.js";

const PIXEL_M = 0.00625;
const MARGIN = { top: 28, right: 22, bottom: 8, left: 22 };
const BELT_LINE_M = 0.2;
const SCALE_MIN_N = 60;
const SCALE_STEP_N = 20;

/** The deck as it is loaded now, front on top: a heat map, with the belt's own lines running through. */
export class Deck {
  constructor(canvas, onScale) {
    this.canvas = canvas;
    this.onScale = onScale;
    this.geometry = null;
    this.picture = null;
    this.travelM = 0;
    this.peakN = SCALE_MIN_N;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Set the mat's cells. */
  setGeometry(geometry) {
    if (this.geometry && geometry.rows === this.geometry.rows && geometry.cols === this.geometry.cols) return;
    this.geometry = geometry;
    const rowFactor = Math.max(1, Math.round(geometry.row_pitch_m / PIXEL_M));
    const colFactor = Math.max(1, Math.round(geometry.col_pitch_m / PIXEL_M));
    this.enlarger = new Enlarger(geometry.rows, geometry.cols, rowFactor, colFactor);
    this.glow = hidden(this.enlarger.width, this.enlarger.height);
    this.draw();
  }

  /** Show a picture; drawn with the screen's next frame. */
  show(picture) {
    const before = this.picture;
    this.picture = picture;
    if (before && !this.still && picture.beltSpeedMS > 0) {
      this.travelM += picture.beltSpeedMS * Math.min(0.1, Math.max(0, picture.timeS - before.timeS));
    }
    if (!this.pending) this.pending = requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.pending = null;
    if (!this.geometry) return;
    const { context, width, height } = fitted(this.canvas);
    const frame = this.#frame(width, height);
    this.#drawHeat(context, frame);
    this.#drawBelt(context, frame);
    this.#drawLabels(context, frame);
  }

  #frame(width, height) {
    const length_m = this.geometry.rows * this.geometry.row_pitch_m;
    const width_m = this.geometry.cols * this.geometry.col_pitch_m;
    const scale = Math.min(
      (width - MARGIN.left - MARGIN.right) / width_m,
      (height - MARGIN.top - MARGIN.bottom) / length_m,
    );
    const frame = { scale, width: width_m * scale, height: length_m * scale };
    frame.left = (width - frame.width) / 2;
    frame.top = MARGIN.top + (height - MARGIN.top - MARGIN.bottom - frame.height) / 2;
    return frame;
  }

  #drawHeat(context, frame) {
    const cells = this.picture?.forceN ?? new Float32Array(this.geometry.rows * this.geometry.cols);
    if (cells.length !== this.geometry.rows * this.geometry.cols) return;
    this.#followPeak(cells);
    paint(this.glow.image, this.enlarger.enlarge(cells), this.peakN);
    this.glow.context.putImageData(this.glow.image, 0, 0);
    context.drawImage(this.glow.canvas, frame.left, frame.top, frame.width, frame.height);
    context.strokeStyle = "rgb(255 255 255 / 22%)";
    context.strokeRect(frame.left, frame.top, frame.width, frame.height);
  }

  /** The scale rises at once with the load and falls slowly, in round steps, so that it can be read. */
  #followPeak(cells) {
    const peak = cells.reduce((a, b) => Math.max(a, b), 0);
    const wanted = Math.max(SCALE_MIN_N, Math.ceil(peak / SCALE_STEP_N) * SCALE_STEP_N);
    const now = performance.now();
    if (wanted >= this.peakN) {
      this.peakN = wanted;
      this.heldUntil = now + 3000;
    } else if (now > this.heldUntil) {
      this.peakN = Math.max(wanted, this.peakN - SCALE_STEP_N);
      this.heldUntil = now + 400;
    }
    this.onScale(this.peakN);
  }

  #drawBelt(context, frame) {
    context.strokeStyle = "rgb(255 255 255 / 9%)";
    context.lineWidth = 1;
    context.beginPath();
    for (let y_m = this.travelM % BELT_LINE_M; y_m < frame.height / frame.scale; y_m += BELT_LINE_M) {
      const y = frame.top + y_m * frame.scale;
      context.moveTo(frame.left, y);
      context.lineTo(frame.left + frame.width, y);
    }
    context.stroke();
  }

  #drawLabels(context, frame) {
    context.fillStyle = "#b9c6d2";
    context.textAlign = "center";
    context.font = font(12, 600);
    context.fillText(t("live-front"), frame.left + frame.width / 2, frame.top - 9);
    context.font = font(13, 700);
    context.fillText(t("side-left-letter"), frame.left - 12, frame.top + 14);
    context.fillText(t("side-right-letter"), frame.left + frame.width + 12, frame.top + 14);
    this.#drawArrow(context, frame.left + frame.width + 12, frame.top + frame.height / 2);
  }

  #drawArrow(context, x, y) {
    context.save();
    context.translate(x, y);
    context.rotate(Math.PI / 2);
    context.font = font(12, 500);
    context.fillText(t("live-belt"), -24, 4);
    context.restore();
    context.strokeStyle = "#b9c6d2";
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, y - 8);
    context.lineTo(x, y + 26);
    context.moveTo(x - 5, y + 20);
    context.lineTo(x, y + 26);
    context.lineTo(x + 5, y + 20);
    context.stroke();
  }
}
