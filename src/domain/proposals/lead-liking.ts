/**
 * What became of a time a lead was offered: `kept` they came, `standing` it lies ahead or nobody said,
 * `passed_over` they took another one of the same booking.
 */
export type TimeOutcome = "kept" | "standing" | "moved" | "cancelled" | "missed" | "passed_over";

/** A time of the past on the wall clock of its place. */
export interface PastTime {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Minutes after midnight. */
  readonly minute: number;
  readonly outcome: TimeOutcome;
}

type WallTime = Pick<PastTime, "weekday" | "minute">;

/** How much an outcome speaks for its time. */
const worth: Readonly<Record<TimeOutcome, number>> = {
  kept: 1,
  standing: 0.7,
  moved: -0.4,
  cancelled: -0.4,
  missed: -0.8,
  passed_over: -0.3,
};

/** Fewer times a lead has answered to say nothing of what they like. */
const leastAnswers = 2;
/** Unseen neutral answers, so that two visits are a hint and ten a habit. */
const neutral = 2;
/** Beyond so many minutes two hours of a day have nothing to do with each other. */
const reach = 150;

/**
 * How well times agree with what a lead took and kept, from -1 to 1; 0 for everything of whom too
 * little is known. Hour and weekday are learned apart, since few leads come often enough for both.
 */
export const leadLiking = (past: readonly PastTime[]): ((time: WallTime) => number) => {
  const answers = past.filter(({ outcome }) => outcome !== "passed_over").length;
  if (answers < leastAnswers) return () => 0;
  const weighed = (nearness: (one: PastTime) => number): number => {
    const near = past.map((one) => ({ near: nearness(one), worth: worth[one.outcome] }));
    const sum = near.reduce((all, one) => all + one.near * one.worth, 0);
    return sum / (near.reduce((all, one) => all + one.near, 0) + neutral);
  };
  return ({ weekday, minute }) =>
    0.6 * weighed((one) => Math.max(0, 1 - Math.abs(one.minute - minute) / reach)) +
    0.4 * weighed((one) => (one.weekday === weekday ? 1 : 0));
};
