import { z } from "zod";

import type { LifecycleDeps } from "#src/lifecycle/lifecycle-deps.ts";
import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Moves that give time back, and the one that ends a wait. */
const concernsWaitlist = ["CANCELLED", "RESCHEDULED", "ABANDONED", "SLOT_CONFIRMED"];

/** After a committed transition: those who wait are offered what it freed, and it is announced. */
export const announceMoveJob = (
  deps: LifecycleDeps,
  tellOthers: (organizationId: string) => Promise<void>,
): AnyJob =>
  defineJob({
    topic: "booking",
    schema: z.object({
      organizationId: z.uuid(),
      bookingId: z.uuid(),
      from: z.string(),
      to: z.string(),
    }),
    run: async (move) => {
      if (concernsWaitlist.includes(move.to)) await offerFreedTimes(deps)(move.organizationId);
      deps.events.bookingMoved(move);
      await tellOthers(move.organizationId);
    },
  });
