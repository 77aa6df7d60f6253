import type { ChannelAccount, OutboundPart } from "../../src/conversation/push-channel.ts";

type Settings = Pick<ChannelAccount, "settings">;
type Language = OutboundPart["language"];

/** A template's name, and its language where that is not just `vi` or `en`: `booking_news:en_US`. */
export const templateName = /^([a-z0-9_]{1,512})(?::([a-z]{2,3}(?:_[A-Z]{2,3})?))?$/u;

const other = { vi: "en", en: "vi" } as const;

/** The lead's own language, else the other one: a frame in another language is better than silence. */
const chosen = ({ settings }: Settings, language: Language) => {
  const own = settings[`template-${language}`];
  const [template, of] = own
    ? [own, language]
    : [settings[`template-${other[language]}`], other[language]];
  const [, name, code = of] = templateName.exec(template ?? "") ?? [];
  return name === undefined ? null : { name, code };
};

/** Whether anything may be said once the window has closed. */
export const canOpenWindow = (account: Settings): boolean => chosen(account, "vi") !== null;

/**
 * The words in an approved template of one variable, or null without one. Meta refuses a variable with
 * line breaks, tabs or more than four spaces in a row.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes (132018),
 * …/whatsapp/templates/overview
 */
export const templateFor = (
  { text, language }: Pick<OutboundPart, "text" | "language">,
  account: Settings,
): object | null => {
  const template = chosen(account, language);
  if (!template) return null;
  const { name, code } = template;
  const parameters = [{ type: "text", text: text.replace(/\s+/gu, " ").trim() }];
  const components = [{ type: "body", parameters }];
  return { type: "template", template: { name, language: { code }, components } };
};
