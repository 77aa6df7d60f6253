import type { PreferredTime } from "./availability/rank-slots.ts";

/** What an organization may set about bookings. Stored per organization; absent keys take these values. */
export interface Policy {
  /** What counts as a way to reach the lead: any channel they wrote from, or a phone number or e-mail. */
  readonly contactNeeded: "any" | "phone_or_email";
  /** Slots offered in one proposal, and the fewest that make a proposal (000 §3.1, §6.2). */
  readonly slotsPerProposal: number;
  readonly minSlotsToPropose: number;
  readonly proposalWindowDays: number;
  readonly holdMinutes: number;
  readonly preferredTimes: readonly PreferredTime[];
  /** Minutes before the start until which a lead may move or cancel. */
  readonly rescheduleDeadlineMinutes: number;
  readonly cancellationDeadlineMinutes: number;
  /** More reschedules than this mark the lead as unstable (000 §8.1). */
  readonly maxReschedules: number;
  readonly reminderWindowHours: number;
  readonly noShowGraceMinutes: number;
  readonly abandonAfterDays: number;
}

export const defaultPolicy: Policy = {
  contactNeeded: "any",
  slotsPerProposal: 3,
  minSlotsToPropose: 2,
  proposalWindowDays: 7,
  holdMinutes: 30,
  preferredTimes: [],
  rescheduleDeadlineMinutes: 0,
  cancellationDeadlineMinutes: 0,
  maxReschedules: 3,
  reminderWindowHours: 24,
  noShowGraceMinutes: 30,
  abandonAfterDays: 7,
};
