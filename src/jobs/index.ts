import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { announceMoveJob } from "./announce-move.ts";
import { closeTimeJob } from "./close-time.ts";
import type { AnyJob } from "./job.ts";
import { takeTurnJob } from "./take-turn.ts";

/** Every job there is; `tellOthers` hears of every move of an organization's bookings. */
export const listJobs = (
  deps: TurnDeps,
  tellOthers: (organizationId: string) => Promise<void>,
): readonly AnyJob[] => [takeTurnJob(deps), announceMoveJob(deps, tellOthers), closeTimeJob(deps)];
