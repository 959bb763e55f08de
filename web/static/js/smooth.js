/**
 * Smooth enlargement of a grid of cells: a Catmull-Rom spline along each axis. It passes through every cell's
 * own value at the cell's centre, and beyond the edge the force is zero.
 */
export class Enlarger {
  /** @param {number} rows @param {number} cols cells; @param {number} rowFactor @param {number} colFactor pixels per cell */
  constructor(rows, cols, rowFactor, colFactor) {
    this.rows = rows;
    this.cols = cols;
    this.height = rows * rowFactor;
    this.width = cols * colFactor;
    this.rowTaps = taps(rows, rowFactor);
    this.colTaps = taps(cols, colFactor);
    this.between = new Float32Array(rows * this.width);
    this.values = new Float32Array(this.height * this.width);
  }

  /** Enlarge `cells` ([row, col], row-major); the array that is returned is used again by the next call. */
  enlarge(cells) {
    this.#alongRows(cells);
    this.#alongCols();
    return this.values;
  }

  #alongRows(cells) {
    for (let row = 0; row < this.rows; row++) {
      for (let x = 0; x < this.width; x++) {
        let sum = 0;
        for (const [col, weight] of this.colTaps[x]) sum += weight * cells[row * this.cols + col];
        this.between[row * this.width + x] = sum;
      }
    }
  }

  #alongCols() {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        let sum = 0;
        for (const [row, weight] of this.rowTaps[y]) sum += weight * this.between[row * this.width + x];
        this.values[y * this.width + x] = Math.max(0, sum);
      }
    }
  }
}

function taps(cells, factor) {
  return Array.from({ length: cells * factor }, (_, pixel) => {
    const place = (pixel + 0.5) / factor - 0.5;
    const first = Math.floor(place) - 1;
    return catmullRom(place - Math.floor(place))
      .map((weight, i) => [first + i, weight])
      .filter(([cell, weight]) => cell >= 0 && cell < cells && weight !== 0);
  });
}

function catmullRom(t) {
  return [
    -0.5 * t + t * t - 0.5 * t ** 3,
    1 - 2.5 * t * t + 1.5 * t ** 3,
    0.5 * t + 2 * t * t - 1.5 * t ** 3,
    -0.5 * t * t + 0.5 * t ** 3,
  ];
}
