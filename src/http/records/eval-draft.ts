import { stringify } from "yaml";

import type { NamedSuggestion } from "#src/db/queries/suggestions.ts";

interface Talk {
  /** What the lead wrote, oldest first, up to what the suggestion answers. */
  readonly said: readonly string[];
  readonly language: "vi" | "en";
  /** What the lead is called by, to be left out. */
  readonly secrets: readonly string[];
}

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
  { said, language, secrets }: Talk,
): { readonly name: string; readonly yaml: string } => {
  const name = `draft-${row.id.slice(0, 8)}`;
  const hide = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
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
