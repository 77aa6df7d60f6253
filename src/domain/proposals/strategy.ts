/**
 * How free times are chosen for a lead who has not said which: `soonest` the first ones on different
 * days, `learned` those they most likely take and keep.
 */
export const strategyNames = ["soonest", "learned"] as const;
export type StrategyName = (typeof strategyNames)[number];

/** Two strategies side by side: a share of all leads is served by another one. */
export interface StrategyTrial {
  /** Draws the leads anew for each name. */
  readonly name: string;
  readonly strategy: StrategyName;
  /** Percent of the leads, 0 to 100. */
  readonly percent: number;
}
