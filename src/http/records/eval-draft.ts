import { stringify } from "yaml";

import type { NamedSuggestion } from "#src/db/queries/suggestions.ts";
import { replaceContact } from "#src/language/find-contact.ts";

interface Talk {
  /** What the lead wrote, oldest first, up to what the suggestion answers. */
  readonly said: readonly string[];
  readonly language: "vi" | "en";
  /** What the lead is called, so that nobody reads it. */
  readonly lead: string | null;
}

/** Who the case is about instead: a number of nobody, an address of nobody. */
const stranger = { name: "Lan", phone: "0901234567", email: "lan@example.com" } as const;

/** The whole name, and the one people are called by: in Vietnamese the last, else the first. */
const namesIn = (lead: string | null): readonly RegExp[] => {
  const words = lead?.trim().normalize("NFC").split(/\s+/u) ?? [];
  const [first = "", last = first] = [words[0], words.at(-1)];
  return [words.join(" "), last, first]
    .filter((name) => name.length > 1)
    .map((name) => new RegExp(`(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})`, "gu"));
};

const mostSaid = 12;

/**
 * A case in the form of `evals/cases`: what the lead said and what a person would have answered. It is
 * a draft: the expectation names the words a person has added, and somebody reads it before it counts.
 */
export const evalDraft = (
  row: Pick<
    NamedSuggestion,
    "id" | "status" | "text" | "final_text" | "edit_reason" | "reject_reason"
  >,
  { said, language, lead }: Talk,
): { readonly name: string; readonly yaml: string } => {
  const name = `draft-${row.id.slice(0, 8)}`;
  const hide = (text: string): string =>
    namesIn(lead).reduce(
      (rest, secret) => rest.replaceAll(secret, stranger.name),
      replaceContact(text, ["VN", "US"], stranger),
    );
  const talk = said.slice(-mostSaid).map((text) => ({ say: hide(text) }));
  const last = talk.at(-1);
  const why = `A person sent other words: ${row.edit_reason ?? row.reject_reason ?? "no reason given"}.`;
  const says = addedWords(row.text ?? "", row.final_text ?? "").map(hide);
  const never = row.status === "rejected" && row.text ? [hide(firstLine(row.text))] : [];
  const expect = { ...(says.length > 0 && { says }), ...(never.length > 0 && { never }) };
  const steps = last
    ? [...talk.slice(0, -1), { ...last, ...(Object.keys(expect).length > 0 && { expect }) }]
    : talk;
  const draft = { id: name, why: hide(why), tags: ["draft", language], locale: language };
  return {
    name: `${name}.yaml`,
    yaml: stringify({ ...draft, talk: steps, expect: { bookings: [], language } }),
  };
};

const firstLine = (text: string): string => text.split("\n")[0]?.slice(0, 120) ?? "";

/** Words that stand in the second text and not in the first, the longest few. */
const addedWords = (from: string, to: string): readonly string[] => {
  const wordsOf = (text: string) => text.match(/[\p{L}\p{N}:/]+/gu) ?? [];
  const before = new Set(wordsOf(from).map((word) => word.toLowerCase()));
  const added = wordsOf(to).filter((word) => !before.has(word.toLowerCase()));
  return [...new Set(added)].toSorted((a, b) => b.length - a.length).slice(0, 5);
};
