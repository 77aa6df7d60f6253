import type { ChannelKind } from "#src/delivery/push-channels.ts";
import type { Language } from "#src/domain/facts.ts";
import { type ErrorReply, invalid } from "./answer.ts";

const required = { en: "is required", vi: "là bắt buộc" };

/**
 * Whether a channel is given what it says it needs, before its provider is asked; null: nothing is
 * wrong. Of a channel that does not say, anything is taken.
 */
export const faultInOptions = (
  { options }: ChannelKind,
  given: Readonly<Record<string, string>>,
  language: Language,
): ErrorReply | null => {
  if (!options) return null;
  const unknown = Object.keys(given).find((name) =>
    options.every((option) => option.name !== name),
  );
  if (unknown !== undefined) return invalid(`options.${unknown}`, "unknownOption", language);
  const missing = options.find(({ name, isRequired }) => isRequired && !given[name]);
  if (!missing) return null;
  const field = `options.${missing.name}`;
  const message = `${field}: ${required[language]}: ${missing.hint[language]}`;
  return { status: 400, body: { success: false, error: "INVALID_INPUT", message, field } };
};
