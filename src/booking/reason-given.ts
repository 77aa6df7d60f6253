import type { ChangeReason } from "#src/domain/change-reason.ts";
import type { BookingDeps } from "./booking-deps.ts";

/** Why somebody wants an appointment moved or cancelled. */
export interface ReasonGiven {
  /** In their words. */
  readonly reason: string;
  /** What they come to, where somebody chose that; else it is read from the words. */
  readonly reasonCode?: ChangeReason | undefined;
}

/** Both, for the facts and the record. */
export const reasonGiven = (
  { readReason }: Pick<BookingDeps, "readReason">,
  { reason, reasonCode }: ReasonGiven,
) => ({ reason, reasonCode: reasonCode ?? readReason(reason) });
