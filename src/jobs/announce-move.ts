import { z } from "zod";

import type { Events } from "#src/events.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Tells the log and the metrics of a committed transition, after the commit. */
export const announceMoveJob = (events: Events): AnyJob =>
  defineJob({
    topic: "booking",
    schema: z.object({
      organizationId: z.uuid(),
      bookingId: z.uuid(),
      from: z.string(),
      to: z.string(),
    }),
    run: async (move) => events.bookingMoved(move),
  });
