import type { MoveCounts } from "#src/db/queries/analytics/read-counts.ts";
import { type ChangeReason, changeReasons } from "#src/domain/change-reason.ts";
import type { Counts } from "./gather-figures.ts";

/** Every step of a period, those in which nothing happened among them. */
export const courseOf = ({ inquiries, moves }: Counts, starts: readonly string[]) => {
  const begun = new Map(
    inquiries.filter(({ by }) => by === "bucket").map((row) => [row.bucket, row.inquiries]),
  );
  const moved = new Map(
    moves
      .filter(({ by }) => by === "bucket")
      .map((row) => [`${row.kind} ${row.bucket}`, row.moves]),
  );
  return starts.map((start) => {
    const of = (kind: MoveCounts["kind"]): number => moved.get(`${kind} ${start}`) ?? 0;
    return {
      start,
      inquiries: begun.get(start) ?? 0,
      confirmed: of("confirmed"),
      completed: of("completed"),
      no_show: of("no_show"),
      cancelled: of("cancelled"),
      rescheduled: of("rescheduled"),
    };
  });
};

const explained = ["cancelled", "withdrawn", "rescheduled"] as const;
const isReason = (text: string): text is ChangeReason =>
  changeReasons.some((reason) => reason === text);

/** Why things were cancelled and moved, the most frequent first. */
export const reasonsOf = ({ moves }: Counts) =>
  moves
    .flatMap(({ by, kind, reason, moves: count }) => {
      const known = explained.find((one) => one === kind);
      if (by !== "reason" || !known || reason === null) return [];
      return [{ kind: known, reason: isReason(reason) ? reason : ("unrecorded" as const), count }];
    })
    .sort((a, b) => b.count - a.count);

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is asked for and what is booked, the most wanted service first. */
export const demandOf = ({ inquiries, appointments }: Counts, services: readonly Named[]) => {
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const asked = inquiries.filter(({ by }) => by === "service");
  const booked = new Map(
    appointments
      .filter(({ by }) => by === "service")
      .map((row) => [row.service_id, row.appointments]),
  );
  const all = new Set([...asked.map((row) => row.service_id), ...booked.keys()]);
  const begun = new Map(asked.map((row) => [row.service_id, row]));
  return [...all]
    .map((id) => ({
      service_id: id || null,
      name: names.get(id ?? "") ?? null,
      inquiries: begun.get(id)?.inquiries ?? 0,
      won: begun.get(id)?.confirmed ?? 0,
      appointments: booked.get(id) ?? 0,
    }))
    .sort((a, b) => b.inquiries - a.inquiries || b.appointments - a.appointments);
};

export const popularTimesOf = ({ appointments }: Counts) =>
  appointments.flatMap(({ by, weekday, hour, appointments: count }) =>
    by === "weekday" && weekday !== null && hour !== null
      ? [{ weekday, hour, appointments: count }]
      : [],
  );

/** Where leads write from, and what comes of it. */
export const channelsOf = ({ inquiries, talks }: Counts) => {
  const begun = new Map(
    inquiries.filter(({ by }) => by === "channel").map((row) => [row.channel, row]),
  );
  const said = new Map(talks.filter(({ by }) => by === "channel").map((row) => [row.channel, row]));
  return [...new Set([...begun.keys(), ...said.keys()])]
    .map((channel) => ({
      channel: channel ?? "",
      inquiries: begun.get(channel)?.inquiries ?? 0,
      won: begun.get(channel)?.confirmed ?? 0,
      conversations: said.get(channel)?.conversations ?? 0,
      alone: said.get(channel)?.alone ?? 0,
      assisted: said.get(channel)?.assisted ?? 0,
      handed_over: said.get(channel)?.handed_over ?? 0,
    }))
    .sort((a, b) => b.inquiries - a.inquiries || b.conversations - a.conversations);
};

/** Booked time of everybody who works or has worked here. */
export const utilisationOf = ({ time, open }: Counts, people: readonly Named[]) => {
  const booked = new Map(time.map((row) => [row.provider_id, row.minutes]));
  return people
    .filter(({ id }) => booked.has(id) || open.has(id))
    .map(({ id, name }) => ({
      provider_id: id,
      name,
      booked_minutes: booked.get(id) ?? 0,
      open_minutes: open.get(id) ?? null,
    }))
    .sort((a, b) => b.booked_minutes - a.booked_minutes);
};
