import { fitted, font, hidden } from "./canvas.js";
import { COLDEST, paint } from "./heat.js";
import { isImperial, number } from "./figures.js";
import { Enlarger } from "./smooth.js";
import { t } from "./wording.js";

const PIXEL_M = 0.0025;
const SHOWN_LENGTH_M = 0.36;
const AXIS_PX = 52;
const TOP_PX = 12;
const ZONES_PERCENT = [0, 33, 67, 100];
const USUAL_LENGTH_M = 0.26;
const NO_PRINT = { peak_n: [], bin_m: 0.005, col_pitch_m: 0.05, heel_bin: 0, gait_line_m: [], landing_m: [null, null] };
const LINE = "#ffffff";

/** The outline of a sole, left foot: share of the length from the heel, half-widths inward and outward as shares of it. */
const SOLE = [
  [0, 0, 0], [0.02, 0.07, 0.07], [0.1, 0.115, 0.12], [0.22, 0.11, 0.125], [0.4, 0.075, 0.135], [0.55, 0.1, 0.15],
  [0.7, 0.17, 0.175], [0.82, 0.18, 0.155], [0.92, 0.165, 0.09], [0.98, 0.12, 0.02], [1, 0.06, -0.03],
];

/**
 * Draw a footprint at rest on the belt, toes on top: heat, the path of the centre of pressure, the landing point, and an axis
 * from the heel (0 %) to the toes (100 %).
 * @param print as the server sends it; @param side "left" or "right"; @param footLengthM or null where unknown
 */
export function drawPrint(canvas, print, side, footLengthM) {
  const { context, width, height } = fitted(canvas);
  const frame = frameOf(print, width, height);
  context.fillStyle = COLDEST;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(AXIS_PX, 0, width - AXIS_PX, height);
  context.clip();
  drawHeat(context, print, frame);
  if (footLengthM) drawSole(context, print, frame, side, footLengthM);
  drawGaitLine(context, print, frame);
  context.restore();
  drawAxis(context, print, frame, footLengthM, width);
  drawRuler(context, frame, width, height);
}

/** Draw where a print will be, before there is one: the outline of a usual sole. */
export function drawNoPrint(canvas, side) {
  drawPrint(canvas, NO_PRINT, side, USUAL_LENGTH_M);
}

function frameOf(print, width, height) {
  const heel_m = print.heel_bin * print.bin_m;
  const scale = (height - 2 * TOP_PX) / SHOWN_LENGTH_M;
  const middle_m = middleOf(print);
  return {
    scale,
    heel_m,
    middle_m,
    x: (x_m) => AXIS_PX + (width - AXIS_PX) / 2 + (x_m - middle_m) * scale,
    y: (y_m) => height - TOP_PX - 0.035 * scale + (y_m - heel_m) * scale,
  };
}

function middleOf(print) {
  let force = 0;
  let moment = 0;
  for (const row of print.peak_n) {
    row.forEach((value, col) => {
      force += value;
      moment += value * (col + 0.5) * print.col_pitch_m;
    });
  }
  return force > 0 ? moment / force : ((print.peak_n[0]?.length ?? 1) * print.col_pitch_m) / 2;
}

function drawHeat(context, print, frame) {
  const rows = print.peak_n.length;
  const cols = (print.peak_n[0]?.length ?? 0) + 2;
  if (!rows) return;
  const cells = Float32Array.from(print.peak_n.flatMap((row) => [0, ...row, 0]));
  const enlarger = new Enlarger(
    rows, cols, Math.max(1, Math.round(print.bin_m / PIXEL_M)), Math.max(1, Math.round(print.col_pitch_m / PIXEL_M)),
  );
  const glow = hidden(enlarger.width, enlarger.height);
  paint(glow.image, enlarger.enlarge(cells), Math.max(10, ...cells));
  glow.context.putImageData(glow.image, 0, 0);
  const left = frame.x(-print.col_pitch_m);
  context.drawImage(
    glow.canvas, left, frame.y(0), cols * print.col_pitch_m * frame.scale, rows * print.bin_m * frame.scale,
  );
}

/** A sole of the foot's length, laid along the print, to tell which way round the print is. */
function drawSole(context, print, frame, side, footLengthM) {
  const inward = side === "left" ? 1 : -1;
  const lean = leanOf(print, frame, footLengthM);
  const point = (share, half) => [
    frame.x(frame.middle_m + (inward * half + lean * (share - 0.5)) * footLengthM),
    frame.y(frame.heel_m - share * footLengthM),
  ];
  const inner = SOLE.map(([share, half]) => point(share, half));
  const outer = SOLE.map(([share, , half]) => point(share, -half)).reverse();
  const outline = [...inner, ...outer];
  context.beginPath();
  outline.forEach(([x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length];
    if (i === 0) context.moveTo((x + nextX) / 2, (y + nextY) / 2);
    else context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  context.closePath();
  context.strokeStyle = "rgb(255 255 255 / 30%)";
  context.lineWidth = 1.5;
  context.setLineDash([4, 4]);
  context.stroke();
  context.setLineDash([]);
}

/** How far the print moves rightward per length forward, from the middles of its heel and of its ball. */
function leanOf(print, frame, footLengthM) {
  const share = (row) => (frame.heel_m - (row + 0.5) * print.bin_m) / footLengthM;
  const part = (low, high) => print.peak_n.filter((_, row) => share(row) >= low && share(row) < high);
  const heel = part(0, 0.33);
  const ball = part(0.5, 0.85);
  const force = (rows) => rows.flat().reduce((a, b) => a + b, 0);
  if (force(heel) < 0.05 * force(ball) || force(ball) === 0) return 0;
  const middle = (rows) => middleOf({ peak_n: rows, col_pitch_m: print.col_pitch_m });
  const lean = (middle(ball) - middle(heel)) / (0.5 * footLengthM);
  return Math.max(-0.35, Math.min(0.35, lean));
}

function drawGaitLine(context, print, frame) {
  context.beginPath();
  for (const [y_m, x_m] of print.gait_line_m) context.lineTo(frame.x(x_m), frame.y(y_m));
  context.lineJoin = "round";
  context.strokeStyle = "rgb(0 0 0 / 60%)";
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = LINE;
  context.lineWidth = 2;
  context.stroke();
  const [y_m, x_m] = print.landing_m;
  if (y_m === null || x_m === null) return;
  ring(context, frame.x(x_m), frame.y(y_m), "rgb(0 0 0 / 65%)", 5);
  ring(context, frame.x(x_m), frame.y(y_m), LINE, 2.5);
}

function ring(context, x, y, colour, width) {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function drawAxis(context, print, frame, footLengthM, width) {
  context.font = font(12);
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.lineWidth = 1;
  const zones = footLengthM ? ZONES_PERCENT : [0];
  for (const percent of zones) {
    const y = frame.y(frame.heel_m - (percent / 100) * (footLengthM ?? 0));
    context.strokeStyle = "rgb(255 255 255 / 22%)";
    context.setLineDash(percent % 100 ? [2, 5] : []);
    context.beginPath();
    context.moveTo(AXIS_PX - 4, y);
    context.lineTo(width - 8, y);
    context.stroke();
    context.fillStyle = "#c3cfda";
    context.fillText(percent === 0 ? t("print-heel") : percent === 100 ? t("print-toes") : `${number(percent)} %`, AXIS_PX - 8, y);
  }
  context.setLineDash([]);
}

function drawRuler(context, frame, width, height) {
  const length = (isImperial ? 0.0508 : 0.05) * frame.scale;
  const right = width - 12;
  context.strokeStyle = "#c3cfda";
  context.fillStyle = "#c3cfda";
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(right - length, height - 16);
  context.lineTo(right - length, height - 11);
  context.lineTo(right, height - 11);
  context.lineTo(right, height - 16);
  context.stroke();
  context.textAlign = "right";
  context.fillText(t("print-ruler", { units: isImperial ? "imperial" : "metric" }), right, height - 25);
}
