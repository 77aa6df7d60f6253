import { DateTime } from "luxon";

import type { Briefing } from "./briefing.ts";

/** "9h" after "Thứ 3, 10/02, 10:00 nhé?" means that Tuesday; null when no one day is in the air. */
export const dayTalkedAbout = ({ focus, zone }: Pick<Briefing, "focus" | "zone">): Date | null => {
  const { asked, wish } = focus;
  switch (asked?.kind) {
    case "confirm_slot":
      return new Date(asked.start);
    case "choose_slot":
      return onlyDay(
        asked.options.map(({ start }) => start),
        zone,
      );
    case "time":
      return onlyDay(
        wish.times.map(({ from }) => from),
        zone,
      );
    default:
      return null;
  }
};

const onlyDay = (instants: readonly string[], zone: string): Date | null => {
  const days = new Set(instants.map((iso) => DateTime.fromISO(iso, { zone }).toISODate()));
  const [first] = instants;
  return first !== undefined && days.size === 1 ? new Date(first) : null;
};
