import { z } from "zod";

import { TIME_CLOSED } from "#src/lifecycle/announce-closed-time.ts";
import { resettle } from "#src/lifecycle/close-time.ts";
import type { LifecycleDeps } from "#src/lifecycle/lifecycle-deps.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Looks after the appointments that lie in time off that was just added. */
export const closeTimeJob = (deps: LifecycleDeps): AnyJob =>
  defineJob({
    topic: TIME_CLOSED,
    schema: z.object({ organizationId: z.uuid(), timeOffId: z.uuid() }),
    run: ({ organizationId, timeOffId }) => resettle(deps)(organizationId, timeOffId),
  });
