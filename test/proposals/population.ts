/** Numbers in [0, 1) that are the same for the same words: mulberry32 over an FNV-1a hash. */
export const randomOf = (...words: readonly (string | number)[]): (() => number) => {
  let state = 2166136261;
  for (const sign of words.join("/")) {
    state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A wall time some days from now. */
export interface WallTime {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly minute: number;
  readonly daysAhead: number;
}

/** Somebody whose likes nobody was told. */
export interface HiddenLead {
  readonly id: string;
  /** Null: every hour alike. */
  readonly likedMinute: number | null;
  readonly likedWeekdays: readonly number[];
  /** What is left of their mind after a day of waiting. */
  readonly patience: number;
  /** How surely they come when the hour suits them. */
  readonly reliability: number;
}

const hours = [8 * 60 + 30, 10 * 60 + 30, 14 * 60, 16 * 60 + 30];

/** Whether people like some hours and days better than others. */
export type Kind = "choosy" | "easy";

/** People who differ in when they can come, how long they wait and how surely they come. */
export const population = (seed: number, size: number, kind: Kind = "choosy"): HiddenLead[] =>
  Array.from({ length: size }, (_, index) => {
    const random = randomOf(seed, "lead", index);
    const first = 1 + Math.floor(random() * 5);
    return {
      id: `lead-${index}`,
      ...(kind === "easy"
        ? { likedMinute: null, likedWeekdays: [1, 2, 3, 4, 5] }
        : {
            likedMinute: hours[Math.floor(random() * hours.length)] ?? 0,
            likedWeekdays: [first, (first % 5) + 1, 1 + Math.floor(random() * 5)],
          }),
      patience: 0.93 + random() * 0.06,
      reliability: 0.8 + random() * 0.18,
    };
  });

const hourSuits = ({ likedMinute }: HiddenLead, { minute }: WallTime): number =>
  likedMinute === null ? 1 : Math.max(0, 1 - Math.abs(minute - likedMinute) / 240);

/** How surely a lead takes a time, from 0 to 1. */
export const suits = (lead: HiddenLead, time: WallTime): number =>
  hourSuits(lead, time) *
  (lead.likedWeekdays.includes(time.weekday) ? 1 : 0.45) *
  lead.patience ** time.daysAhead;

/** Mondays at eight and late on Fridays people stay away, whoever they are. */
const isHard = ({ weekday, minute }: WallTime): boolean =>
  (weekday === 1 && minute < 9 * 60) || (weekday === 5 && minute >= 16 * 60);

/** How surely a lead comes to a time they took. */
export const comes = (lead: HiddenLead, time: WallTime): number =>
  lead.reliability * (0.75 + 0.25 * hourSuits(lead, time)) * (isHard(time) ? 0.7 : 1);
