import { z } from "zod";

import { DELIVER } from "#src/conversation/queue-delivery.ts";
import { type DeliverDeps, deliver } from "#src/delivery/deliver.ts";
import { type AnyJob, defineJob } from "./job.ts";

/** Sends what waits in a chat; what fails for good stays visible in its delivery. */
export const deliverJob = (deps: DeliverDeps): AnyJob =>
  defineJob({
    topic: DELIVER,
    schema: z.object({ organizationId: z.uuid(), conversationId: z.uuid() }),
    run: (key) => deliver(deps, key),
  });
