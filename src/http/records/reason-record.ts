import type { z } from "zod";

import type { Availability } from "#src/booking/available-slots.ts";
import type { AvailabilityAnswer } from "../contract/availability.ts";
import { wallClock } from "./wall-clock.ts";

type Reason = Availability["reasons"][number];
type Shown = z.output<typeof AvailabilityAnswer>["reasons"][number];

/** Why a time is not offered, its times on the clock of the answered zone. */
export const toReasonRecord = (reason: Reason, zone: string): Shown => ({
  code: reason.code,
  provider_name: reason.providerName,
  ...("whose" in reason && { whose: reason.whose }),
  ...timesOf(reason, zone),
});

const timesOf = (reason: Reason, zone: string): Pick<Shown, "date" | "from" | "to" | "kind"> => {
  const local = (instant: number) => {
    const { date, time } = wallClock(zone, new Date(instant));
    return `${date}T${time}`;
  };
  switch (reason.code) {
    case "closed_date":
    case "daily_cap":
    case "out_of_season":
      return { date: reason.date };
    case "horizon":
      return { date: reason.latestDate };
    case "time_off":
    case "break":
    case "busy":
      return { from: local(reason.from), to: local(reason.to) };
    case "notice":
      return { from: local(reason.earliest) };
    case "no_resource":
      return { kind: reason.kind };
    case "too_short":
      return { to: local(reason.openUntil) };
    default:
      return {};
  }
};
