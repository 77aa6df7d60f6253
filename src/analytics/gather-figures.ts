import type {
  AppointmentCounts,
  InquiryCounts,
  MoveCounts,
  TalkCounts,
  TimeCounts,
} from "#src/db/queries/analytics/read-counts.ts";

/** Everything that was counted of one period. */
export interface Counts {
  readonly inquiries: readonly InquiryCounts[];
  readonly moves: readonly MoveCounts[];
  readonly appointments: readonly AppointmentCounts[];
  readonly time: readonly TimeCounts[];
  readonly talks: readonly TalkCounts[];
  readonly open: ReadonlyMap<string, number>;
}

const mean = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);
const add = (numbers: Iterable<number>): number => {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
};

/** The sums over a period, in the shape of its contract. */
export const gatherFigures = (counts: Counts) => ({
  ...inquiriesIn(counts),
  ...movesIn(counts),
  appointments: counts.appointments.find(({ by }) => by === "all")?.appointments ?? 0,
  booked_minutes: add(counts.time.map(({ minutes }) => minutes)),
  open_minutes: add(counts.open.values()),
  double_booked: add(counts.time.map((row) => row.double_booked)),
  ...talksIn(counts),
});

const inquiriesIn = ({ inquiries }: Counts) => {
  const all = inquiries.find(({ by }) => by === "all");
  const won = all?.confirmed ?? 0;
  const [offered, taken] = [all?.slots_offered ?? 0, all?.slots_confirmed ?? 0];
  return {
    inquiries: all?.inquiries ?? 0,
    selected: all?.selected ?? 0,
    proposed: all?.proposed ?? 0,
    won,
    served: all?.completed ?? 0,
    seconds_to_confirmation: mean(all?.confirm_seconds ?? 0, won),
    slots_offered: offered,
    slots_confirmed: taken,
    slots_wasted: offered - taken,
  };
};

const movesIn = ({ moves }: Counts) => {
  const of = (kind: MoveCounts["kind"]) =>
    moves.find((row) => row.by === "all" && row.kind === kind);
  const times = (kind: MoveCounts["kind"]): number => of(kind)?.moves ?? 0;
  return {
    confirmed: times("confirmed"),
    completed: times("completed"),
    no_show: times("no_show"),
    cancelled: times("cancelled"),
    withdrawn: times("withdrawn"),
    rescheduled: times("rescheduled"),
    lead_seconds: mean(of("confirmed")?.ahead_seconds ?? 0, times("confirmed")),
  };
};

const talksIn = ({ talks }: Counts) => {
  const all = talks.find(({ by }) => by === "all");
  return {
    conversations: all?.conversations ?? 0,
    alone: all?.alone ?? 0,
    assisted: all?.assisted ?? 0,
    handed_over: all?.handed_over ?? 0,
    durable: all?.durable ?? 0,
    reopened: all?.reopened ?? 0,
    approved: all?.approved ?? 0,
    edited: all?.edited ?? 0,
    rejected: all?.rejected ?? 0,
  };
};
