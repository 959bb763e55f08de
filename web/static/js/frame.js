import { post } from "./api.js";
import { hasText, t } from "./wording.js";

const byId = (id) => document.getElementById(id);

/** Say how the connection is: "connecting", "live" or "lost". */
export function showLink(link) {
  byId("link").dataset.link = link;
  byId("link-text").textContent = link === "connecting" ? t("link-connecting") : t(`live-link-${link}`);
}

/** Show what a state says of the mat: its label, what is wrong with it, and every warning. */
export function showMat({ mat, warnings = [] }) {
  const label = mat.label?.toLowerCase();
  byId("mat-label").hidden = !label;
  setText(byId("mat-label-word"), label ? t(`mat-${label}`) : "");
  setText(byId("mat-label-note"), label ? t(`mat-${label}-note`, { name: mat.name }) : "");
  const stopped = ["failed", "ended", "working"].includes(mat.state);
  byId("mat-problem").hidden = !stopped;
  setText(byId("mat-problem-title"), stopped ? t(`live-mat-${mat.state}`) : "");
  setText(byId("mat-problem-text"), mat.problem ?? "");
  byId("mat-restart").hidden = mat.state === "working";
  showWarnings(warnings);
}

/** Wire the button that starts a mat again. */
export function wireRestart() {
  byId("mat-restart").addEventListener("click", async () => {
    try {
      await post("/api/mat", { action: "restart" });
    } catch (error) {
      byId("mat-problem-text").textContent = error.message;
    }
  });
}

/** Let the buttons be pressed that waited until somebody listens. */
export function letPress() {
  for (const button of document.querySelectorAll("button[data-waits]")) button.disabled = false;
}

/** Change a text only where it differs, so that a screen reader does not say it again. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function showWarnings(warnings) {
  const list = byId("warnings");
  const wanted = JSON.stringify(warnings.map(({ code, text }) => [code, text]));
  if (list.dataset.shown === wanted) return;
  list.dataset.shown = wanted;
  list.replaceChildren(...warnings.map(warningItem));
}

/** Words of ours are in the reader's language; others are shown as they come. */
function warningItem({ code, text, remedy }) {
  const item = document.createElement("li");
  item.dataset.code = code;
  const title = document.createElement("strong");
  const key = `warning-${code}`;
  title.textContent = hasText(key) ? t(key) : text;
  const advice = document.createElement("span");
  advice.textContent = hasText(`${key}-remedy`) ? t(`${key}-remedy`) : (remedy ?? "");
  item.append(title, " ", advice);
  return item;
}
