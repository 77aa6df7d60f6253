import { callUnanswered } from "#src/lifecycle/call-unanswered.ts";
import { closeClasses } from "#src/lifecycle/close-classes.ts";
import { openWaitlistLook } from "#src/lifecycle/look-at-waitlists.ts";
import { runOutbox } from "./run-outbox.ts";
import type { Stage } from "./stage.ts";

/** Time goes by, and the house looks after what no message tells of, as it does every half minute. */
export const passTime = async ({ world, turns }: Stage, minutes: number): Promise<void> => {
  world.clock.advance({ minutes });
  for (const look of [openWaitlistLook(turns), closeClasses(turns), callUnanswered(turns)]) {
    await look();
  }
  await runOutbox(turns);
};
