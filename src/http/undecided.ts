import type { Undecided } from "#src/conversation/suggestions.ts";
import type { NamedSuggestion } from "#src/db/queries/suggestions.ts";
import type { Language } from "#src/domain/facts.ts";
import { type ErrorReply, failed } from "./answer.ts";
import type { HttpErrorCode } from "./sentences.ts";

interface Told {
  readonly code: HttpErrorCode;
  /** The field of the request it is about. */
  readonly field: string;
}

const tellings: Readonly<Record<Undecided["why"], Told>> = {
  unknown: { code: "UNKNOWN_SUGGESTION", field: "id" },
  decided: { code: "SUGGESTION_DECIDED", field: "id" },
  stale: { code: "SUGGESTION_STALE", field: "id" },
  changed: { code: "SUGGESTION_CHANGED", field: "version" },
  no_words: { code: "NOT_A_REPLY", field: "text" },
  untrue: { code: "FALSE_CLAIMS", field: "text" },
};

/** Why a decision does not hold, with what helps to go on: who was faster, or what is untrue. */
export const undecided = (
  why: Undecided,
  language: Language,
  current: NamedSuggestion | undefined,
): ErrorReply => {
  const { code, field } = tellings[why.why];
  const { status, body } = failed(code, language, field);
  const details = detailsOf(why, current);
  return {
    status,
    body: {
      ...body,
      message: `${body.message}${details ? ` (${details})` : ""}`,
      ...(why.why === "untrue" && { claims: [...why.claims] }),
      ...(current && { suggestion: decisionOf(current) }),
    },
  };
};

const detailsOf = (why: Undecided, current: NamedSuggestion | undefined): string => {
  if (why.why === "untrue") return why.claims.map(({ said }) => JSON.stringify(said)).join(", ");
  if (why.why !== "decided" || !current?.decided_at) return "";
  const who = current.decided_by_name ?? current.decided_by ?? "";
  return `${current.status}, ${who}, ${current.decided_at.toISOString()}`;
};

const decisionOf = (row: NamedSuggestion) => ({
  status: row.status,
  version: row.version,
  decided_by: row.decided_by,
  decided_by_name: row.decided_by_name,
  decided_at: row.decided_at?.toISOString() ?? null,
});
