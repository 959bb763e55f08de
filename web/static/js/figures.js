import { language } from "./wording.js";

/** What stands where there is no value. */
export const DASH = "–";

const MILE_M = 1609.344;
const STANDSTILL_M_S = 0.05;
const { units, speed: speedUnit } = document.documentElement.dataset;

/** Whether the reader wants inches, pounds and miles. */
export const isImperial = units === "imperial";

const formats = {};

/** A number times `scale`, with so many digits after the point, as the language has it; a dash for null. */
export function number(value, digits = 0, scale = 1) {
  if (value === null || value === undefined || Number.isNaN(value)) return DASH;
  formats[digits] ??= new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return formats[digits].format(value * scale);
}

/** A difference, with its sign. */
export function signed(value, digits = 0, scale = 1) {
  const text = number(value === null || value === undefined ? value : Math.abs(value), digits, scale);
  if (text === DASH) return DASH;
  const isZero = Number(Math.abs(value * scale).toFixed(digits)) === 0;
  return `${isZero ? "±" : value < 0 ? "−" : "+"}${text}`;
}

/** A belt speed as the reader wants it: `{ value: "12.6", unit: "km/h" }` or `{ value: "4:46", unit: "min/km" }`. */
export function speed(metresPerSecond) {
  const [wayM, way] = isImperial ? [MILE_M, "mi"] : [1000, "km"];
  if (metresPerSecond === null || metresPerSecond === undefined) return { value: DASH, unit: "" };
  if (speedUnit === "pace") return { value: pace(wayM, metresPerSecond), unit: `min/${way}` };
  return { value: number(metresPerSecond, 1, 3600 / wayM), unit: isImperial ? "mph" : "km/h" };
}

function pace(wayM, metresPerSecond) {
  if (metresPerSecond < STANDSTILL_M_S) return DASH;
  const whole = Math.round(wayM / metresPerSecond);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Minutes and seconds, with hours where there are any. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds ?? 0));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
