import type { Language } from "../facts.ts";
import type { Money } from "../money.ts";
import type { PriceChange } from "./price-rule.ts";

/** A rule as it stood when it made a price. */
export interface AppliedRule {
  readonly id: string;
  readonly version: number;
  readonly name: Readonly<Record<Language, string>>;
  readonly change: PriceChange;
}

/** What a slot costs everybody it is for, and what it would without rules. */
export interface SlotPrice extends Money {
  readonly listMinor: number;
  readonly rules: readonly AppliedRule[];
  /** A floor or a ceiling ended the change, so that its rules do not add up to the price. */
  readonly bounded: boolean;
}

/** Whether there is something to tell of it beyond the list. */
export const isOffList = ({ minor, listMinor }: SlotPrice): boolean => minor !== listMinor;
