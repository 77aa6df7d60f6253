import { DateTime } from "luxon";

import type { Db } from "#src/db/connect.ts";

/** What a slow and simple count of every row comes to, written without a look at how days are counted. */
export interface Recount {
  readonly figures: Readonly<Record<string, number | null>>;
  readonly course: ReadonlyMap<string, Readonly<Record<string, number>>>;
  readonly reasons: ReadonlyMap<string, number>;
  readonly popular: ReadonlyMap<string, number>;
  readonly channels: ReadonlyMap<string, readonly [inquiries: number, conversations: number]>;
}

interface Asked {
  readonly organizationId: string;
  readonly zone: string;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly now: Date;
}

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const standing = ["SLOT_CONFIRMED", "PAYMENT_PENDING", "PAID", "REMINDER_SENT"];
const happened = ["COMPLETED", "NO_SHOW", "FOLLOW_UP"];
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const raise = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

export const recount = async (db: Db, asked: Asked): Promise<Recount> => {
  const { organizationId, zone, from, to } = asked;
  const local = (at: Date) => DateTime.fromJSDate(at, { zone });
  const dateOf = (at: Date): string => local(at).toFormat("yyyy-MM-dd");
  const isIn = (at: Date | null): at is Date =>
    at !== null && dateOf(at) >= from && dateOf(at) <= to;
  const own = "organization_id";
  const bookings = await db
    .selectFrom("bookings")
    .selectAll()
    .where(own, "=", organizationId)
    .execute();
  const events = await db
    .selectFrom("booking_events")
    .selectAll()
    .where(own, "=", organizationId)
    .execute();
  const allocations = await db
    .selectFrom("allocations")
    .selectAll()
    .where(own, "=", organizationId)
    .execute();
  const conversations = await db
    .selectFrom("conversations")
    .selectAll()
    .where(own, "=", organizationId)
    .execute();
  const moves = events
    .filter((event) => event.validation_passed && event.from_state !== event.to_state)
    .sort((a, b) => a.position - b.position);
  const reached = (id: string, state: string) =>
    moves.find((event) => event.booking_id === id && event.to_state === state);

  const begun = bookings.filter(({ created_at }) => isIn(created_at));
  const count = (state: string): number => begun.filter(({ id }) => reached(id, state)).length;
  const waits = begun.flatMap(({ id, created_at }) => {
    const first = reached(id, "SLOT_CONFIRMED");
    return first ? [(first.timestamp.getTime() - created_at.getTime()) / 1_000] : [];
  });
  const offers = allocations.filter(
    (row) =>
      begun.some(({ id }) => id === row.booking_id) &&
      row.offered_at !== null &&
      row.part === 0 &&
      row.resource_id === null,
  );
  const taken = offers.filter(({ kind }) => kind === "booking").length;

  const seen = new Map<string, number>();
  const course = new Map<string, Record<string, number>>();
  const reasons = new Map<string, number>();
  const ahead: number[] = [];
  const happen = (day: string, kind: string): void => {
    const step = course.get(day) ?? {};
    step[kind] = (step[kind] ?? 0) + 1;
    course.set(day, step);
  };
  for (const { created_at } of begun) happen(dateOf(created_at), "inquiries");
  for (const event of moves) {
    if (!isIn(event.timestamp) || event.from_state === "ERROR") continue;
    const kind = kindOf(event, reached(event.booking_id, "SLOT_CONFIRMED") !== undefined);
    if (kind === null) continue;
    raise(seen, kind);
    happen(dateOf(event.timestamp), kind);
    if (["cancelled", "withdrawn", "rescheduled"].includes(kind)) {
      raise(reasons, `${kind} ${event.reason_code ?? "unrecorded"}`);
    }
    const { starts_at: starts } = event.data_snapshot;
    if (kind === "confirmed" && typeof starts === "string") {
      ahead.push((Date.parse(starts) - event.timestamp.getTime()) / 1_000);
    }
  }

  const due = bookings.filter(
    ({ starts_at, state }) => isIn(starts_at) && [...standing, ...happened].includes(state),
  );
  const popular = new Map<string, number>();
  for (const { starts_at } of due) {
    if (starts_at) raise(popular, `${local(starts_at).weekday} ${local(starts_at).hour}`);
  }
  const channels = new Map<string, [number, number]>();
  for (const { conversation_id } of begun) {
    const channel = conversations.find(({ id }) => id === conversation_id)?.channel ?? "desk";
    const [inquiries, talks] = channels.get(channel) ?? [0, 0];
    channels.set(channel, [inquiries + 1, talks]);
  }
  for (const { created_at, channel } of conversations) {
    if (!isIn(created_at)) continue;
    const [inquiries, talks] = channels.get(channel) ?? [0, 0];
    channels.set(channel, [inquiries, talks + 1]);
  }
  return {
    ...{ course, reasons, popular, channels },
    figures: {
      inquiries: begun.length,
      selected: count("SERVICE_SELECTED"),
      proposed: count("SLOT_PROPOSED"),
      won: count("SLOT_CONFIRMED"),
      served: count("COMPLETED"),
      seconds_to_confirmation: mean(waits),
      slots_offered: offers.length,
      slots_confirmed: taken,
      slots_wasted: offers.length - taken,
      confirmed: seen.get("confirmed") ?? 0,
      completed: seen.get("completed") ?? 0,
      no_show: seen.get("no_show") ?? 0,
      cancelled: seen.get("cancelled") ?? 0,
      withdrawn: seen.get("withdrawn") ?? 0,
      rescheduled: seen.get("rescheduled") ?? 0,
      lead_seconds: mean(ahead),
      appointments: due.length,
      double_booked: overlaps(allocations),
      ...(await talksIn(db, { ...asked, isIn })),
    },
  };
};

interface Moved {
  readonly from_state: string;
  readonly to_state: string;
}

const kindOf = ({ from_state, to_state }: Moved, wasConfirmed: boolean): string | null => {
  if (to_state === "SLOT_CONFIRMED") return from_state === "SLOT_PROPOSED" ? "confirmed" : null;
  if (to_state === "CANCELLED") return wasConfirmed ? "cancelled" : "withdrawn";
  return (
    { COMPLETED: "completed", NO_SHOW: "no_show", RESCHEDULED: "rescheduled" }[to_state] ?? null
  );
};

interface Booked {
  readonly kind: string;
  readonly holder_id: string;
  readonly released_at: Date | null;
  readonly capacity: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** Every pair is looked at. */
const overlaps = (allocations: readonly Booked[]): number => {
  const held = allocations.filter((row) => row.kind === "booking" && row.released_at === null);
  return held.filter((one, index) =>
    held.some(
      (other, place) =>
        place < index &&
        other.holder_id === one.holder_id &&
        (one.capacity === 1 || other.capacity === 1) &&
        other.starts_at < one.ends_at &&
        one.starts_at < other.ends_at,
    ),
  ).length;
};

const talksIn = async (
  db: Db,
  { organizationId, now, isIn }: Asked & { readonly isIn: (at: Date | null) => boolean },
) => {
  const conversations = await db
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .execute();
  const messages = await db
    .selectFrom("messages")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("seq")
    .execute();
  const suggestions = await db
    .selectFrom("suggestions")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .execute();
  const talks = conversations
    .filter(({ created_at }) => isIn(created_at))
    .map(({ id, owner }) => {
      const said = messages.filter((message) => message.conversation_id === id);
      const decided = suggestions.some(
        (one) => one.conversation_id === id && one.decided_at !== null,
      );
      const by = (author: string) => said.some((message) => message.author === author);
      const pauses = said.flatMap(({ author, created_at }, index) => {
        const before = said[index - 1];
        return before && author === "lead"
          ? [created_at.getTime() - before.created_at.getTime()]
          : [];
      });
      const back = pauses.some((pause) => pause > 12 * hourMs && pause <= weekMs);
      const quiet = now.getTime() - Math.max(...said.map((one) => one.created_at.getTime()));
      let outcome = by("ai") ? "alone" : "none";
      if (by("sales") || decided) outcome = "assisted";
      if (owner !== "ai") outcome = "handed_over";
      return { outcome, back, quiet };
    });
  const alone = talks.filter(({ outcome }) => outcome === "alone");
  const verdicts = (status: string): number =>
    suggestions.filter((one) => one.status === status && isIn(one.decided_at)).length;
  return {
    conversations: talks.length,
    alone: alone.length,
    assisted: talks.filter(({ outcome }) => outcome === "assisted").length,
    handed_over: talks.filter(({ outcome }) => outcome === "handed_over").length,
    durable: alone.filter(({ back, quiet }) => !back && quiet >= weekMs).length,
    reopened: alone.filter(({ back }) => back).length,
    approved: verdicts("approved"),
    edited: verdicts("edited"),
    rejected: verdicts("rejected"),
  };
};
