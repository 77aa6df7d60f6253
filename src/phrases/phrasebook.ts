import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { parse } from "yaml";
import { z } from "zod";

import type { Language } from "#src/domain/facts.ts";
import { type Phrase, type RefusalCode, refusalCodes } from "#src/domain/refusal.ts";
import { ruleNames } from "#src/domain/rules/rule.ts";
import { sayTime } from "./say-time.ts";

export type Values = Readonly<Record<string, string | number | Date>>;

/** All sentences we say, in both languages. Dates in values are said in `values.zone`. */
export interface Phrasebook {
  refusal(language: Language): Phrase;
  /** Throws when the catalog has no such sentence: a missing sentence is a bug, not a blank. */
  reply(language: Language, key: string, values?: Values): string;
}

const Replies = z.record(z.string(), z.string());
const Refusals = z.record(
  z.string(),
  z.object({ message: z.string(), suggestedReply: z.string() }),
);

const languages = ["vi", "en"] as const;
const allCodes: readonly RefusalCode[] = [...ruleNames, ...refusalCodes];

/**
 * Reads `refusals.<language>.yaml` and `replies.<language>.yaml` of a folder. Fails at once when a
 * refusal lacks a sentence or the two languages do not have the same replies.
 */
export const loadPhrasebook = (folder: string): Phrasebook => {
  const read = (file: string): unknown => parse(readFileSync(`${folder}/${file}.yaml`, "utf8"));
  const refusals = byLanguage((language) => Refusals.parse(read(`refusals.${language}`)));
  const replies = byLanguage((language) => Replies.parse(read(`replies.${language}`)));
  requireSameKeys(replies);
  for (const language of languages) requireAllCodes(refusals[language], language);

  const formats = new Map<string, IntlMessageFormat>();
  const fill = (language: Language, sentence: string, values: Values): string => {
    const id = `${language}:${sentence}`;
    const format = formats.get(id) ?? new IntlMessageFormat(sentence, language);
    formats.set(id, format);
    return String(format.format(spoken(language, values))).trim();
  };
  return {
    refusal:
      (language) =>
      (code, values = {}) => {
        const entry = refusals[language][code];
        if (!entry)
          throw new Error(`prompts/refusals.${language}.yaml has no sentence for ${code}`);
        return {
          message: fill(language, entry.message, values),
          suggestedReply: fill(language, entry.suggestedReply, values),
        };
      },
    reply: (language, key, values = {}) => {
      const sentence = replies[language][key];
      if (sentence === undefined) {
        throw new Error(`prompts/replies.${language}.yaml has no sentence ${key}`);
      }
      return fill(language, sentence, values);
    },
  };
};

const byLanguage = <T>(make: (language: Language) => T): Record<Language, T> => ({
  vi: make("vi"),
  en: make("en"),
});

const spoken = (language: Language, values: Values): Record<string, string | number> => {
  const zone = typeof values["zone"] === "string" ? values["zone"] : "UTC";
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value instanceof Date ? sayTime(value, { zone, language }) : value,
    ]),
  );
};

const requireSameKeys = (replies: Record<Language, Record<string, string>>): void => {
  const missing = (from: Language, to: Language) =>
    Object.keys(replies[from])
      .filter((key) => !(key in replies[to]))
      .map((key) => `${key} (${to})`);
  const all = [...missing("vi", "en"), ...missing("en", "vi")];
  if (all.length > 0) throw new Error(`prompts/replies lack: ${all.join(", ")}`);
};

const requireAllCodes = (refusals: Record<string, unknown>, language: Language): void => {
  const missing = allCodes.filter((code) => !(code in refusals));
  if (missing.length > 0) {
    throw new Error(`prompts/refusals.${language}.yaml lacks: ${missing.join(", ")}`);
  }
};
