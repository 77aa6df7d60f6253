import type { z } from "zod";

import type { DryRun } from "#src/booking/move-booking.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import type { Checklist } from "../contract/checklist.ts";
import { toBlockingRecord } from "./blocking-record.ts";

/** A dry run as the screen of 000 §5.3 shows it. */
export const toChecklist = (
  { verdict, actions }: DryRun,
  current: BookingState,
  next: BookingState,
): z.output<typeof Checklist> => ({
  success: true,
  current,
  next,
  allowed: verdict.allowed,
  checks: [...verdict.checks],
  conditions: {
    met: verdict.checks.filter(({ passed }) => passed).length,
    total: verdict.checks.length,
  },
  blocking: verdict.blocking.map((one) => toBlockingRecord(one)),
  legalMoves: verdict.legalMoves.map(({ to, by }) => ({ to, by: [...by] })),
  actions: [...actions],
});
