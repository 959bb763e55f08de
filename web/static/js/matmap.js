import { t } from "./wording.js";

const TILE_ROWS = 16;

/**
 * Fill a map of the mat's cells: the front at its first column, the runner's left below, as seen from above.
 * @param {HTMLElement} box Where the cells go.
 * @param {string[][]} states The state of each cell, `[row][col]`; "pressed", "good" or another.
 * @param {string} label What the whole map says in words.
 */
export function drawMap(box, states, label) {
  const isUpright = getComputedStyle(box).gridAutoFlow.startsWith("row");
  const cols = states[0].length;
  const cells = states.flatMap((line, row) =>
    // Turned onto its side, the runner's left is below; upright it is on the left.
    (isUpright ? line.map((state, col) => [state, col]) : line.map((state, col) => [state, col]).reverse()).map(
      ([state, col]) => cell(state, row, col, row % TILE_ROWS === TILE_ROWS - 1 && row < states.length - 1),
    ),
  );
  box.dataset.cols = cols;
  box.replaceChildren(...cells);
  box.setAttribute("aria-label", label);
}

function cell(state, row, col, isTileEnd) {
  const node = document.createElement("span");
  node.className = `cell cell-${state}${isTileEnd ? " tile-end" : ""}`;
  node.textContent = t(`cell-letter-${state}`);
  node.title = t("cell-where", { row, col, state: t(`cell-${state}`) });
  return node;
}
