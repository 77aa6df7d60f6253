import type { z } from "zod";

import type { Blocking } from "#src/domain/refusal.ts";
import type { BlockingRecord } from "../contract/error.ts";
import { toSlotRecord } from "./slot-record.ts";

/** A failing rule as the API tells it; its slots on the clock of a zone, else of their location. */
export const toBlockingRecord = (
  { rule, message, suggestedReply, fix, alternatives }: Blocking,
  zone?: string,
): z.output<typeof BlockingRecord> => ({
  rule,
  message,
  suggestedReply,
  ...(fix !== undefined && { fix }),
  ...(alternatives && { alternatives: alternatives.map((slot) => toSlotRecord(slot, zone)) }),
});
