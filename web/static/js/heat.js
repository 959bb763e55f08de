/**
 * The heat colours: 256 steps of evenly rising lightness, from the dark of the deck over violet and red to a warm white.
 * Built in OKLCH, whose lightness follows perception, so that equal steps of force look equal and the order
 * survives any kind of colour vision and a black-and-white print.
 */
const ENTRIES = 256;

function oklchToRgb(lightness, chroma, hueDegrees) {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(gamma);
}

function gamma(linear) {
  const value = Math.min(1, Math.max(0, linear));
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
}

function buildTable() {
  const table = new Uint8ClampedArray(3 * ENTRIES);
  for (let i = 0; i < ENTRIES; i++) {
    const share = i / (ENTRIES - 1);
    const lightness = 0.14 + 0.83 * share;
    const chroma = 0.02 + 0.19 * Math.sin(Math.PI * Math.min(1, share * 1.02)) ** 0.9;
    const hue = 285 + 175 * share ** 0.85;
    table.set(oklchToRgb(lightness, chroma, hue), 3 * i);
  }
  return table;
}

/** 256 x (red, green, blue). */
export const HEAT = buildTable();

/** The first colour, for what lies around a picture. */
export const COLDEST = `rgb(${HEAT[0]} ${HEAT[1]} ${HEAT[2]})`;

/** Paint values into an ImageData of the same size: 0 is the first colour, `max` and above the last. */
export function paint(image, values, max) {
  const pixels = image.data;
  const scale = (ENTRIES - 1) / max;
  for (let i = 0; i < values.length; i++) {
    const entry = 3 * Math.min(ENTRIES - 1, Math.max(0, Math.round(values[i] * scale)));
    pixels[4 * i] = HEAT[entry];
    pixels[4 * i + 1] = HEAT[entry + 1];
    pixels[4 * i + 2] = HEAT[entry + 2];
    pixels[4 * i + 3] = 255;
  }
}

/** Paint the whole scale into a canvas, from left to right. */
export function paintScale(canvas) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  const ramp = Float32Array.from({ length: canvas.width * canvas.height }, (_, i) => i % canvas.width);
  paint(image, ramp, canvas.width - 1);
  context.putImageData(image, 0, 0);
}
