import { z } from "zod";

import { bookingStates } from "#src/domain/booking-states.ts";
import { answerTypes } from "#src/domain/sop/sop.ts";
import { BlockingRecord, LegalMoveRecord } from "./error.ts";

/** What must happen next (000 §12.1 get_required_actions). */
const ActionRecord = z
  .object({
    action: z.string(),
    field: z.string().optional(),
    type: z.enum(answerTypes).optional().describe("Of the answer"),
    question: z.string().optional(),
  })
  .meta({ id: "RequiredAction" });

/** In the order in which they unblock the booking. */
export const ActionList = z.object({ success: z.literal(true), actions: z.array(ActionRecord) });

/** The checklist of 000 §5.3: what would happen on this move, with nothing changed. */
export const Checklist = z
  .object({
    success: z.literal(true),
    current: z.enum(bookingStates),
    next: z.enum(bookingStates),
    allowed: z.boolean(),
    checks: z.array(z.object({ rule: z.string(), passed: z.boolean(), why: z.string() })),
    conditions: z.object({ met: z.number(), total: z.number() }),
    blocking: z.array(BlockingRecord),
    legalMoves: z.array(LegalMoveRecord),
    actions: z.array(ActionRecord),
  })
  .meta({ id: "Checklist" });
