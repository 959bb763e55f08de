import { drawPrint } from "./print.js";
import { drawShape } from "./shape.js";
import { wireTips } from "./tips.js";

const given = document.getElementById("compared");

function drawPrints(sets) {
  for (const figure of document.querySelectorAll("[data-set]")) {
    const { set, side } = figure.dataset;
    const print = sets[set][side];
    if (!print) continue;
    const canvas = figure.querySelector("canvas");
    new ResizeObserver(() => drawPrint(canvas, print.mean, side, print.foot_length_m)).observe(canvas);
  }
}

function drawShapes(shapes) {
  for (const place of document.querySelectorAll(".shape")) {
    const shape = shapes[place.closest("[data-measure]").dataset.measure];
    place.replaceChildren(drawShape(shape, place.dataset));
  }
}

wireTips();
if (given) {
  const { sets, shapes } = JSON.parse(given.textContent);
  drawPrints(sets);
  drawShapes(shapes);
}
