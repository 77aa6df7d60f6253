import type { Distance } from "../reminders/reminder.ts";
import type { Sop } from "./sop.ts";

/** One preparation of one version of an SOP. */
export interface PreparationRef {
  readonly sopId: string;
  readonly version: number;
  /** Counted from 0. */
  readonly place: number;
}

/** How long before an appointment it is said. */
export interface DuePreparation extends PreparationRef {
  readonly distance: Distance;
}

/** What these SOPs say to prepare, but for what is switched off. */
export const preparationsOf = (sops: readonly Sop[]): DuePreparation[] =>
  sops.flatMap(({ id, version, preparations }) =>
    preparations.flatMap(({ active, text: _, ...distance }, place) =>
      active ? [{ sopId: id, version, place, distance }] : [],
    ),
  );
