import type { Slot } from "#src/domain/slot.ts";
import type { Step } from "../step.ts";
import type { ToolResult } from "../tool.ts";

/** Times a turn has found free without holding them. */
export const foundSlots = (steps: readonly Step[]): readonly Slot[] => [
  ...new Map(
    steps.flatMap(({ result }) => looseSlots(result)).map((slot) => [slot.id, slot]),
  ).values(),
];

const looseSlots = (result: ToolResult): readonly Slot[] => {
  if (!result.ok) return result.alternatives ?? [];
  if ("visits" in result) {
    return result.visits.flatMap((visit) =>
      visit.status === "not_free" ? visit.alternatives : [],
    );
  }
  return result.action === "availability" ? [...result.slots, ...result.nearest] : [];
};

/** What a time that a turn has named is worth by now. */
interface Standing {
  /** It was found free, and still is. */
  readonly isFree: (slot: Slot) => boolean;
  /** It was held for the lead, and still is. */
  readonly isHeld: (slot: Slot) => boolean;
}

/** The steps as they would read now: without the times that are gone. */
export const withoutLost = (steps: readonly Step[], standing: Standing): Step[] =>
  steps.map((step) => ({ ...step, result: withoutLostIn(step.result, standing) }));

const withoutLostIn = (result: ToolResult, { isFree, isHeld }: Standing): ToolResult => {
  if (!result.ok) {
    return result.alternatives
      ? { ...result, alternatives: result.alternatives.filter(isFree) }
      : result;
  }
  if ("visits" in result) {
    const visits = result.visits
      .filter((visit) => visit.status !== "held" || isHeld(visit.slot))
      .map((visit) =>
        visit.status === "not_free"
          ? { ...visit, alternatives: visit.alternatives.filter(isFree) }
          : visit,
      );
    return { ...result, visits };
  }
  if (result.action === "availability") {
    const { slots, nearest } = result;
    return { ...result, slots: slots.filter(isFree), nearest: nearest.filter(isFree) };
  }
  return "offered" in result && result.offered
    ? { ...result, offered: result.offered.filter(isHeld) }
    : result;
};
