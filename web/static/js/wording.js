import { FluentBundle, FluentResource } from "../vendor/fluent/index.js";

const given = JSON.parse(document.getElementById("wording").textContent);
const bundle = new FluentBundle(given.language, { useIsolating: false });
bundle.addResource(new FluentResource(given.messages));

/** The page's language, "en" or "de". */
export const language = given.language;

/** Whether the page has a text of this key. */
export function hasText(key) {
  return bundle.hasMessage(key);
}

/** The text of a key in the reader's language, with values filled in; throws where it is missing or cannot be said. */
export function t(key, values = {}) {
  const message = bundle.getMessage(key);
  if (!message) throw new Error(`no text ${key} on this page; name its file among the page's subjects`);
  return bundle.formatPattern(message.value, values);
}
