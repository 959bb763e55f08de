import { fitted, font } from "./canvas.js";
import { t } from "./wording.js";

const MARGIN = { top: 26, right: 20, bottom: 8, left: 20 };
const KINDS = ["heel", "midfoot", "ball", "unsure"];
// The colours of the dark theme: the picture is dark in every theme.
const COLOURS = { heel: "#ffa552", midfoot: "#3fcf9b", ball: "#62b8f5", unsure: "#97a4af" };
const radiusOf = (count) => (count > 5000 ? 1 : count > 1000 ? 1.6 : count > 200 ? 2.2 : 3);

/** Where on the deck every counted step landed, front on top: colour by kind, left foot filled, right foot hollow. */
export function drawLandingMap(canvas, steps) {
  const { context, width, height } = fitted(canvas);
  const frame = frameOf(canvas, width, height);
  drawDeck(context, frame);
  const counted = steps.filter((step) => step.complete && step.landing_x_m !== null);
  const radius = radiusOf(counted.length);
  context.lineWidth = 1;
  context.globalAlpha = counted.length > 500 ? 0.55 : 0.9;
  for (const kind of KINDS) {
    for (const side of ["left", "right"]) {
      const chosen = counted.filter((step) => (step.strike ?? "unsure") === kind && step.side === side);
      drawDots(context, chosen, frame, radius, COLOURS[kind], side === "left");
    }
  }
  context.globalAlpha = 1;
}

function frameOf(canvas, width, height) {
  const { rows, cols, rowPitch, colPitch } = canvas.dataset;
  const [lengthM, widthM] = [rows * rowPitch, cols * colPitch];
  const scale = Math.min((width - MARGIN.left - MARGIN.right) / widthM, (height - MARGIN.top - MARGIN.bottom) / lengthM);
  return {
    scale, lengthM, widthM,
    left: (width - widthM * scale) / 2,
    top: MARGIN.top + (height - MARGIN.top - MARGIN.bottom - lengthM * scale) / 2,
  };
}

function drawDeck(context, { scale, left, top, lengthM, widthM }) {
  context.strokeStyle = "rgb(255 255 255 / 30%)";
  context.strokeRect(left, top, widthM * scale, lengthM * scale);
  context.fillStyle = "#c3cfda";
  context.textAlign = "center";
  context.font = font(12, 600);
  context.fillText(t("live-front"), left + (widthM * scale) / 2, top - 9);
  context.fillText(t("side-left-letter"), left - 11, top + 12);
  context.fillText(t("side-right-letter"), left + widthM * scale + 11, top + 12);
}

function drawDots(context, steps, { scale, left, top }, radius, colour, isFilled) {
  context.fillStyle = context.strokeStyle = colour;
  context.beginPath();
  for (const step of steps) {
    const [x, y] = [left + step.landing_x_m * scale, top + step.landing_y_m * scale];
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  if (isFilled) context.fill();
  else context.stroke();
}
