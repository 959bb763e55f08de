import { DASH, number } from "./figures.js";
import { setText } from "./frame.js";
import { t } from "./wording.js";

const byId = (id) => document.getElementById(id);
const twoTimes = (oneS, otherS) => `${number(oneS, 0, 1000)} · ${number(otherS, 0, 1000)} ms`;

/** Show the drill of a state: its rhythm, and what bears the weight. */
export function showDrill({ drill, training }) {
  const { run, feedback } = training;
  const isDrilling = drill !== null || run?.on_the_spot === true;
  byId("drill").hidden = !isDrilling;
  if (!isDrilling) return;
  setText(byId("drill-kind"), drill ? t(`drill-kind-${drill.kind.replaceAll(" ", "-")}`) : t("drill-title"));
  setText(byId("drill-of"), drill ? t("drill-of", { count: drill.contacts }) : t("drill-wait"));
  setText(byId("drill-rate"), number(drill?.rate_per_minute));
  const rate = feedback.rate_per_minute;
  setText(byId("drill-target"), rate === null ? "" : t("drill-rate-target", { rate: number(rate) }));
  setText(byId("drill-evenness"), drill ? `${number(drill.interval_cv_percent, 1)} %` : DASH);
  setText(byId("drill-contact"), drill ? twoTimes(drill.left_contact_s, drill.right_contact_s) : DASH);
  setText(byId("drill-share"), drill?.left_percent ? `${number(drill.left_percent)} %` : DASH);
  setText(byId("drill-support"), drill ? twoTimes(drill.both_support_s, drill.no_support_s) : DASH);
}
