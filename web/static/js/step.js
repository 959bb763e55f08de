import { wireForm } from "./dialogs.js";
import { letPress } from "./frame.js";
import { drawPrint } from "./print.js";
import { wireTips } from "./tips.js";

const byId = (id) => document.getElementById(id);
const { print, side, foot_length_m: lengthM } = JSON.parse(byId("step-print-data").textContent);

wireTips();
new ResizeObserver(() => drawPrint(byId("step-print"), print, side, lengthM)).observe(byId("step-print"));
wireForm(byId("step-form"), ({ elements }) => ({
  strike: elements.strike.value || null,
  side: elements.side.value || null,
  excluded: elements.excluded.checked,
  reason: elements.reason.value,
}));
letPress();
