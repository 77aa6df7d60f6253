import { z } from "zod";

import type { LifecycleDeps } from "#src/lifecycle/lifecycle-deps.ts";
import { planNotices } from "#src/lifecycle/notices/plan-notices.ts";
import { offerFreedTimes } from "#src/lifecycle/offer-freed-time.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Moves that give time back, and the one that ends a wait. */
const concernsWaitlist = ["CANCELLED", "RESCHEDULED", "ABANDONED", "SLOT_CONFIRMED"];

/** What else is set going by a move. */
export interface Announcing {
  readonly tellOthers: (organizationId: string) => Promise<void>;
  readonly sendNotices: () => Promise<void>;
}

/** After a committed transition: those who wait are offered what it freed, and it is announced. */
export const announceMoveJob = (
  deps: LifecycleDeps,
  { tellOthers, sendNotices }: Announcing,
): AnyJob =>
  defineJob({
    topic: "booking",
    schema: z.object({
      organizationId: z.uuid(),
      bookingId: z.uuid(),
      /** Absent in what an earlier version has queued. */
      eventId: z.uuid().optional(),
      from: z.string(),
      to: z.string(),
    }),
    run: async ({ eventId, ...move }) => {
      if (concernsWaitlist.includes(move.to)) await offerFreedTimes(deps)(move.organizationId);
      deps.events.bookingMoved(move);
      if (eventId !== undefined) {
        await planNotices(deps)({ ...move, eventId });
        await sendNotices();
      }
      await tellOthers(move.organizationId);
    },
  });
