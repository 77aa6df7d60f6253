import type { Refusal } from "#src/domain/refusal.ts";
import type { ErrorReply } from "./answer.ts";
import { errorOf } from "./error-codes.ts";
import { toBlockingRecord } from "./records/blocking-record.ts";
import { toSlotRecord } from "./records/slot-record.ts";

interface Told {
  /** The field of the request the refusal is about. */
  readonly field?: string | undefined;
  /** Whose clock slots are shown on; without one, each location's. */
  readonly zone?: string | undefined;
  /** Free times of the day asked for, `HH:MM`. */
  readonly availableSlots?: readonly string[] | undefined;
}

/** A refusal of the house in the shape of 004, with everything that helps to go on. */
export const refused = (refusal: Refusal, told: Told = {}): ErrorReply => {
  const { code, message, suggestedReply, blocking, alternatives, legalMoves } = refusal;
  const { status, error } = errorOf[code];
  const { field = refusal.field, zone, availableSlots } = told;
  return {
    status,
    body: {
      success: false,
      error,
      message,
      ...(field !== undefined && { field }),
      ...(availableSlots && { availableSlots: [...availableSlots] }),
      ...(alternatives && { alternatives: alternatives.map((slot) => toSlotRecord(slot, zone)) }),
      ...(blocking && { blocking: blocking.map((one) => toBlockingRecord(one, zone)) }),
      ...(legalMoves && { legalMoves: legalMoves.map(({ to, by }) => ({ to, by: [...by] })) }),
      suggestedReply,
    },
  };
};
