import { useSyncExternalStore } from "react";

export type Language = "vi" | "en";

const place = "slotwise.language";
const listeners = new Set<() => void>();

const preferred = (): Language => {
  const kept = localStorage.getItem(place);
  if (kept === "vi" || kept === "en") return kept;
  return navigator.language.startsWith("vi") ? "vi" : "en";
};

let current: Language = preferred();
document.documentElement.lang = current;

/** The language of the person at the desk, which need not be the lead's. */
export const languageNow = (): Language => current;

export const setLanguage = (language: Language): void => {
  current = language;
  localStorage.setItem(place, language);
  document.documentElement.lang = language;
  for (const tell of listeners) tell();
};

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useLanguage = (): Language => useSyncExternalStore(listen, languageNow);

/** The words of one screen: what one language has, the other must have, or it does not compile. */
export const defineTexts = <Texts>(texts: {
  readonly vi: Texts;
  readonly en: NoInfer<Texts>;
}): Readonly<Record<Language, Texts>> => texts;

export const useTexts = <Texts>(texts: Readonly<Record<Language, Texts>>): Texts =>
  texts[useLanguage()];
