/// <reference types="vite/client" />
import { readSettings, type Settings } from "./settings.ts";
import { show } from "./show.tsx";
import css from "./widget.css?inline";

/** Draws in a shadow tree, so that the page's styles and ours never meet. */
const mount = (settings: Settings): void => {
  const target = settings.target === null ? null : document.querySelector(settings.target);
  if (settings.target !== null && target === null) {
    throw new Error(`Slotwise: no element "${settings.target}"`);
  }
  const host = document.createElement("div");
  host.lang = settings.language;
  const root = host.attachShadow({ mode: "open" });
  // A constructed sheet needs no permission from a page's content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  if (settings.color) host.style.setProperty("--accent", settings.color);
  (target ?? document.body).append(host);
  show(settings, root);
};

const settings = readSettings(document.currentScript, navigator.language);
if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", () => mount(settings));
} else {
  mount(settings);
}
