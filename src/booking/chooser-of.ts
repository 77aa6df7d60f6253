import { createHash } from "node:crypto";

import { listPastTimes } from "#src/db/queries/past-times.ts";
import type { SlotPreferences } from "#src/domain/availability/rank-slots.ts";
import type { Policy } from "#src/domain/policy.ts";
import { learnedOrder } from "#src/domain/proposals/learned-order.ts";
import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import { seenVisits } from "./seen-visits.ts";
import type { Session } from "./session.ts";

/** How a proposal chooses among the free times that meet what was asked for. */
export interface Chooser {
  /** Null where the times were named, and no strategy had a choice. */
  readonly strategy: StrategyName | null;
  readonly unlikelyIn: (timezone: string) => NonNullable<SlotPreferences["unlikely"]>;
}

const soonest = (strategy: StrategyName | null): Chooser => ({
  strategy,
  unlikelyIn: () => () => 0,
});

/** The strategy of this booking's lead, with what it has to know; `soonest` reads nothing. */
export const chooserOf = async (
  { deps, tx, organization, booking, policy, now }: Session,
  { times = [] }: { readonly times?: readonly { readonly exact: boolean }[] },
  { isNamed }: { readonly isNamed: boolean },
): Promise<Chooser> => {
  if (isNamed || times.some(({ exact }) => exact)) return soonest(null);
  const strategy = strategyFor(policy, booking.leadId);
  if (strategy === "soonest") return soonest(strategy);
  const past = await listPastTimes(tx, organization.id, booking, now);
  const seen = await seenVisits({ db: deps.db, tx }, organization.id, now);
  return {
    strategy,
    unlikelyIn: (timezone) => learnedOrder({ past, seen }, { timezone, now: now.getTime() }),
  };
};

/** The same one for a lead as long as the trial goes by its name, whatever process proposes. */
export const strategyFor = (
  { proposalStrategy, proposalTrial: trial }: Pick<Policy, "proposalStrategy" | "proposalTrial">,
  leadId: string,
): StrategyName =>
  trial && placeOf(trial.name, leadId) < trial.percent / 100 ? trial.strategy : proposalStrategy;

/** Where a lead stands among all, in [0, 1). */
const placeOf = (trial: string, leadId: string): number =>
  createHash("sha256").update(`${trial}/${leadId}`).digest().readUInt32BE(0) / 2 ** 32;
