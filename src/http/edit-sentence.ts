import type { Language } from "#src/domain/facts.ts";
import type { ErrorCode } from "./contract/error.ts";

/** A refused edit in HTTP. */
export interface EditSentence {
  readonly status: number;
  readonly error: ErrorCode;
  /** Follows the name of the field; tells the remedy. */
  readonly says: Readonly<Record<Language, string>>;
}

export const missing = (error: ErrorCode, en: string, vi: string): EditSentence => ({
  status: 404,
  error,
  says: { en, vi },
});
export const conflict = (en: string, vi: string): EditSentence => ({
  status: 409,
  error: "CONFLICT",
  says: { en, vi },
});
export const wrong = (en: string, vi: string): EditSentence => ({
  status: 400,
  error: "INVALID_INPUT",
  says: { en, vi },
});
