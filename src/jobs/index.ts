import type { TurnDeps } from "#src/conversation/take-turn.ts";
import { type Announcing, announceMoveJob } from "./announce-move.ts";
import { closeTimeJob } from "./close-time.ts";
import type { AnyJob } from "./job.ts";
import { takeTurnJob } from "./take-turn.ts";

/** Every job there is. */
export const listJobs = (deps: TurnDeps, announcing: Announcing): readonly AnyJob[] => [
  takeTurnJob(deps),
  announceMoveJob(deps, announcing),
  closeTimeJob(deps),
];
