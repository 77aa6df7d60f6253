import type { SopQuestion } from "#src/domain/sop/sop.ts";
import { readDate } from "#src/language/read-date.ts";
import { readNumber } from "#src/language/read-number.ts";
import { toE164 } from "../phone-number.ts";

/** Where and when an answer was written. */
export interface Reading {
  /** IANA. */
  readonly zone: string;
  readonly now: Date;
}

/** As people write it, made plain: a local number, a comma, a day before its month; null: neither. */
export const typedAnswer = (
  { type }: Pick<SopQuestion, "type">,
  said: string,
  { zone, now }: Reading,
): string | null => {
  switch (type) {
    case "phone":
      return toE164(said, zone);
    case "number":
      return readNumber(said);
    case "date":
      return readDate(said, { now, monthFirst: zone.startsWith("America/") });
    default:
      return said;
  }
};
