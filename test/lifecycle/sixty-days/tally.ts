import { DateTime } from "luxon";

/**
 * What must have been said when, worked out a second time from the history of a booking alone: who
 * confirmed, moved, cancelled and came when, who wrote, and who does not want to be written to. It
 * shares no code with the planner and knows nothing of its rows.
 */
export interface History {
  readonly bookingId: string;
  readonly service: string;
  /** What people did, in order; what the house did by itself is worked out here. */
  readonly events: readonly {
    readonly at: Date;
    readonly to: string;
    readonly startsAt: Date | null;
  }[];
  /** The lead's messages, everywhere. */
  readonly wrote: readonly Date[];
  readonly saidYesAt: readonly Date[];
  readonly optedOutAt: Date | null;
  readonly remindersOffAt: Date | null;
  readonly wantsOffers: boolean;
}

export interface Said {
  readonly bookingId: string;
  readonly what: string;
  readonly at: string;
}

export interface Tally {
  readonly said: readonly Said[];
  /** What people are told and not the lead. */
  readonly people: readonly Said[];
  /** Where the booking must have got to. */
  readonly state: string;
}

interface House {
  readonly zone: string;
  readonly until: Date;
  /** While it was down, nothing was done. */
  readonly down: { readonly from: Date; readonly to: Date };
}

const appointed = ["SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT"];
const open = ["INQUIRY", "SERVICE_SELECTED", "SLOT_PROPOSED", "RESCHEDULED"];
const hour = 3_600_000;

const never = new Date(8.64e15);
const hours = (from: Date, count: number): Date => new Date(from.getTime() + count * hour);

export const tallyOf = (history: History, house: House): Tally => {
  const { zone, until, down } = house;
  const local = (at: Date) => DateTime.fromJSDate(at, { zone });
  const days = (from: Date, count: number): Date => local(from).plus({ days: count }).toJSDate();
  const awake = (at: Date): Date => {
    const there = local(at);
    const minute = there.hour * 60 + there.minute;
    if (minute >= 21 * 60 + 30) return there.plus({ days: 1 }).set(morning).toJSDate();
    return minute < 8 * 60 ? there.set(morning).toJSDate() : at;
  };
  const up = (at: Date): Date => (at >= down.from && at < down.to ? down.to : at);
  const said: Said[] = [];
  const people: Said[] = [];
  const note = (list: Said[], what: string, at: Date): void => {
    list.push({ bookingId: history.bookingId, what, at: at.toISOString() });
  };
  const wants = (at: Date): boolean =>
    at < (history.optedOutAt ?? never) && at < (history.remindersOffAt ?? never);
  const tell = (what: string, at: Date): boolean => {
    if (at > until || !wants(at)) return false;
    note(said, what, at);
    return true;
  };

  /** One stretch in which one appointment stood. */
  const remindOf = (start: Date, from: Date, end: Date): void => {
    const ahead = [
      { what: "confirm", at: days(start, -7) },
      ...(history.service === "Botox" ? [{ what: "prepare", at: days(start, -3) }] : []),
      { what: "day_before", at: hours(start, -24) },
      { what: "soon", at: hours(start, -2) },
    ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
    ahead.forEach(({ what, at }, index) => {
      const useful = ahead[index + 1]?.at ?? start;
      const done = up(awake(at));
      if (at <= from || done >= useful || done >= end) return;
      if (tell(what, done) && what === "day_before") askAgain(start, done, { from, end });
    });
  };

  const answeredBetween = (from: Date, to: Date): boolean =>
    history.wrote.some((at) => at > from && at <= to);

  const askAgain = (start: Date, first: Date, { from, end }: { from: Date; end: Date }): void => {
    if (history.saidYesAt.some((at) => at >= from && at <= first)) return;
    const soon = hours(start, -2);
    let asked = first;
    for (const attempt of [2, 3]) {
      const due = awake(hours(asked, 6));
      if (due >= soon) break;
      const done = up(due);
      if (done >= end || answeredBetween(asked, done)) return;
      if (done >= soon) {
        if (done < start && done <= until) note(people, "reminder_unanswered", done);
        return;
      }
      if (!tell(`day_before ${attempt}`, done)) return;
      asked = done;
    }
    const due = new Date(Math.max(+asked, Math.min(+hours(asked, 6), +soon)));
    const done = up(due);
    if (done >= end || done >= start || done > until || answeredBetween(asked, done)) return;
    note(people, "reminder_unanswered", done);
  };

  /** Each word of the lead puts it off, until there is none for a week. */
  const abandonedAt = (since: Date): Date => {
    const gone = up(new Date(Math.ceil(+since / hour + 7 * 24) * hour));
    const later = history.wrote.find((at) => at > since && at < gone);
    return later ? abandonedAt(later) : gone;
  };

  let state = "INQUIRY";
  history.events.forEach(({ at, to, startsAt }, index) => {
    const end = history.events[index + 1]?.at ?? never;
    state = to;
    if (appointed.includes(to) && startsAt) {
      const before = history.events[index - 1];
      const stands = appointed.includes(before?.to ?? "");
      if (!stands) {
        const rest = history.events.slice(index + 1);
        const ends = rest.find((event) => !appointed.includes(event.to))?.at ?? never;
        remindOf(startsAt, at, ends);
      }
      const noShowAt = up(hours(startsAt, 0.5));
      const wasPending = before?.to === "PAYMENT_PENDING";
      if (stands ? noShowAt <= at : startsAt <= at) {
        // Paid or put right too late: people say whether the lead came.
        if (wasPending || !stands) state = "REMINDER_SENT";
        return;
      }
      if (noShowAt < end && noShowAt <= until) {
        note(people, "show_up_unknown", noShowAt);
        if (to === "PAYMENT_PENDING") return;
        state = "NO_SHOW";
        const offer = up(awake(noShowAt));
        if (offer < end && tell("missed", offer)) state = "FOLLOW_UP";
        return;
      }
      const isNear = said.some((one) => {
        const when = new Date(one.at);
        return when >= at && when >= hours(startsAt, -24);
      });
      const isDue = isNear || up(startsAt) <= until;
      if (end === never && isDue && to !== "PAYMENT_PENDING") state = "REMINDER_SENT";
    }
    if (to === "NO_SHOW") {
      const offer = up(awake(at));
      if (offer < end && tell("missed", offer)) state = "FOLLOW_UP";
    }
    if (to === "COMPLETED" && startsAt) {
      const due = days(at, 1);
      if (tell("feedback", up(awake(due)))) state = "FOLLOW_UP";
      if (history.service === "Skin consultation") tell("recall", up(awake(days(startsAt, 14))));
    }
    if (open.includes(to)) {
      // The house looks for the silent at every full hour.
      const abandoned = abandonedAt(at);
      if (abandoned >= end || abandoned > until) return;
      state = "ABANDONED";
      const again = up(awake(days(abandoned, 3)));
      const isFirst = !said.some(({ what }) => what === "reengage");
      const isWanted = history.wantsOffers && again < (history.optedOutAt ?? never);
      if (again < end && again <= until && isWanted && isFirst) note(said, "reengage", again);
    }
  });
  return { said, people, state };
};

const morning = { hour: 8, minute: 0, second: 0, millisecond: 0 };
