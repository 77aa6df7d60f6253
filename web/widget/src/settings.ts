export type Language = "vi" | "en";

/** What the page says about the chat, in the attributes of the script element. */
export interface Settings {
  /** Where the endpoints are; without a slash at its end. */
  readonly origin: string;
  readonly organization: string;
  readonly language: Language;
  /** The name in the header; null: a general one. */
  readonly title: string | null;
  /** A CSS colour; null: the widget's own. */
  readonly color: string | null;
  /** A selector of the element to fill; null: a button in the corner. */
  readonly target: string | null;
}

/** Throws when the element names no organization: then there is nobody to talk to. */
export const readSettings = (
  script: Document["currentScript"],
  browserLanguage: string,
): Settings => {
  const { organization, language, title, color, target } = script?.dataset ?? {};
  if (!organization || !(script instanceof HTMLScriptElement)) {
    throw new Error("Slotwise: no data-organization");
  }
  return {
    origin: new URL(script.src).origin,
    organization,
    language: (language || browserLanguage).toLowerCase().startsWith("vi") ? "vi" : "en",
    title: title || null,
    color: color && CSS.supports("color", color) ? color : null,
    target: target || null,
  };
};
