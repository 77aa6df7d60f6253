import { onBookableDates } from "./booking-days.ts";
import { freeStarts } from "./find-slots.ts";
import type { SlotQuestion, SlotRules } from "./find-slots-input.ts";
import { gridStarts } from "./grid-starts.ts";
import { type Interval, intersect, merge } from "./interval.ts";
import { MINUTE } from "./local-date.ts";

/** Somebody who can give one part of a package. */
export interface PartOption {
  readonly providerId: string;
  readonly question: SlotQuestion;
}

/** One service of the sequence, and the wait allowed before it; the first part waits for nothing. */
export interface PackagePart {
  readonly options: readonly PartOption[];
  readonly minGapMinutes: number;
  readonly maxGapMinutes: number;
}

export interface PackageInput {
  readonly parts: readonly PackagePart[];
  /** One person gives every part; buffers then stand before the first and after the last only. */
  readonly sameProvider: boolean;
  readonly rangeStart: number;
  readonly rangeEnd: number;
}

/** One part of a package at its time, in epoch milliseconds. */
export interface PlacedPart extends Interval {
  readonly providerId: string;
  /** The part with the buffers it takes from its provider. */
  readonly blocked: Interval;
}

/** All parts of a package in their order. */
export type PackageSlot = readonly PlacedPart[];

/** A part given by one person, with the starts from which every later part can still follow. */
interface Chance extends PartOption {
  readonly blocks: readonly Interval[];
  /** Ascending and disjoint; those of later parts begin and end on whole minutes. */
  readonly starts: readonly Interval[];
}

interface Stage {
  readonly part: PackagePart;
  readonly chances: readonly Chance[];
}

/**
 * Every start, ascending, at which all parts of the package fit one after the other, all or nothing.
 * The first part starts on its grid; each later one on a whole minute, as early as its gap, its
 * people and the parts after it allow. Every part keeps all rules of its own question. Pure; throws
 * as `findSlots` does.
 */
export const findPackageSlots = (input: PackageInput): PackageSlot[] => {
  const teams = input.sameProvider ? teamsOfOne(input.parts) : [input.parts];
  const byStart = new Map<number, PackageSlot>();
  for (const parts of teams) {
    for (const slot of slotsOfTeam(parts, input)) {
      const start = slot[0]?.start;
      if (start !== undefined && !byStart.has(start)) byStart.set(start, slot);
    }
  }
  return [...byStart].sort(([a], [b]) => a - b).map(([, slot]) => slot);
};

/** Everybody who gives all parts, as a team of one; the buffers between the parts fall away. */
const teamsOfOne = (parts: readonly PackagePart[]): PackagePart[][] => {
  const [first] = parts;
  return (first?.options ?? []).flatMap(({ providerId }) => {
    const own = parts.map((part, index) => ({
      ...part,
      options: part.options
        .filter((option) => option.providerId === providerId)
        .map((option) => ({
          ...option,
          question: withoutInnerBuffers(option.question, index, parts.length),
        })),
    }));
    return own.every(({ options }) => options.length > 0) ? [own] : [];
  });
};

/** The question of one of `count` parts that one person gives. */
export const withoutInnerBuffers = (
  question: SlotQuestion,
  index: number,
  count: number,
): SlotQuestion => {
  const { service } = question;
  const trimmed: SlotRules = {
    ...service,
    bufferBefore: index === 0 ? service.bufferBefore : 0,
    bufferAfter: index === count - 1 ? service.bufferAfter : 0,
  };
  return { ...question, service: trimmed };
};

const slotsOfTeam = (
  parts: readonly PackagePart[],
  { rangeStart, rangeEnd }: PackageInput,
): PackageSlot[] => {
  const [first, ...rest] = stagesOf(parts, rangeStart, rangeEnd);
  if (!first) return [];
  return first.chances
    .flatMap((chance) => {
      const step = chance.question.service.slotIntervalMinutes * MINUTE;
      return gridStarts(chance.blocks, step, chance.starts).map((start) => ({ chance, start }));
    })
    .sort((a, b) => a.start - b.start)
    .flatMap(({ chance, start }) => {
      const { slot } = continueFrom([placed(chance, start)], rest);
      return slot ? [slot] : [];
    });
};

/** The stages from the first to the last, each narrowed to starts that do not end in a dead end. */
const stagesOf = (parts: readonly PackagePart[], rangeStart: number, rangeEnd: number): Stage[] => {
  const reach = parts.reduce((sum, part) => sum + longest(part), 0);
  const stages: Stage[] = [];
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (!part) continue;
    const next = stages[0];
    const range =
      index === 0 ? { rangeStart, rangeEnd } : { rangeStart, rangeEnd: rangeEnd + reach };
    const chances = part.options.map((option) => {
      const { blocks, free } = freeStarts({ ...option.question, ...range });
      const bookable = onBookableDates(option.question, free);
      const own = index === 0 ? bookable : onWholeMinutes(bookable);
      const starts = next ? intersect(own, startsBefore(next, option)) : own;
      return { ...option, blocks, starts };
    });
    stages.unshift({ part, chances });
  }
  return stages;
};

const longest = ({ options, maxGapMinutes }: PackagePart): number => {
  const durations = options.map(({ question }) => question.service.durationMinutes);
  return (Math.max(0, ...durations) + maxGapMinutes) * MINUTE;
};

const onWholeMinutes = (starts: readonly Interval[]): Interval[] =>
  starts
    .map(({ start, end }) => ({ start: roundUp(start), end: roundUp(end) }))
    .filter(({ start, end }) => start < end);

const roundUp = (instant: number): number => Math.ceil(instant / MINUTE) * MINUTE;

/** How long after the start of one part the next may start; nothing when it never may. */
const reachOf = (
  before: PartOption,
  { minGapMinutes, maxGapMinutes }: PackagePart,
  next: PartOption,
): { soonest: number; latest: number } | null => {
  const { durationMinutes, bufferAfter } = before.question.service;
  const own =
    before.providerId === next.providerId ? bufferAfter + next.question.service.bufferBefore : 0;
  const soonest = (durationMinutes + Math.max(minGapMinutes, own)) * MINUTE;
  const latest = (durationMinutes + maxGapMinutes) * MINUTE;
  return soonest <= latest ? { soonest, latest } : null;
};

/** The starts of a part after which the next stage can begin within its gap. */
const startsBefore = ({ part, chances }: Stage, option: PartOption): Interval[] =>
  merge(
    chances.flatMap((chance) => {
      const reach = reachOf(option, part, chance);
      if (!reach) return [];
      return chance.starts.map(({ start, end }) => ({
        start: start - reach.latest,
        end: end - reach.soonest,
      }));
    }),
  );

const placed = ({ providerId, question: { service } }: Chance, start: number): PlacedPart => {
  const end = start + service.durationMinutes * MINUTE;
  const blocked = {
    start: start - service.bufferBefore * MINUTE,
    end: end + service.bufferAfter * MINUTE,
  };
  return { providerId, start, end, blocked };
};

/** All parts, or the soonest start of the last part done from which the rest could follow yet. */
interface Continued {
  readonly slot: PackageSlot | null;
  readonly retryFrom: number;
}

/**
 * The remaining parts as early as they can follow. A part that comes too early for a later one moves
 * only as far as that needs: moving one part back never lets another come sooner, so no start that
 * could do is passed over.
 */
const continueFrom = (done: PackageSlot, stages: readonly Stage[]): Continued => {
  const [stage, ...rest] = stages;
  const last = done.at(-1);
  if (!stage || !last) return { slot: done, retryFrom: Number.NaN };
  const latest = last.end + stage.part.maxGapMinutes * MINUTE;
  const tries = stage.chances.map((chance) => ({ chance, at: soonestAfter(done, stage, chance) }));
  for (;;) {
    const next = tries.reduce((first, other) => (other.at < first.at ? other : first), NEVER);
    if (!next.chance || next.at > latest) {
      return { slot: null, retryFrom: last.start + next.at - latest };
    }
    const { slot, retryFrom } = continueFrom([...done, placed(next.chance, next.at)], rest);
    if (slot) return { slot, retryFrom };
    next.at = firstFrom(next.chance.starts, retryFrom);
  }
};

interface Try {
  readonly chance: Chance | null;
  at: number;
}

const NEVER: Try = { chance: null, at: Number.POSITIVE_INFINITY };

/** When this chance can follow what is done, be it after the wait allowed; Infinity for never. */
const soonestAfter = (done: PackageSlot, { part }: Stage, chance: Chance): number => {
  const last = done.at(-1);
  if (!last) return Number.POSITIVE_INFINITY;
  const before = chance.question.service.bufferBefore * MINUTE;
  const own = done
    .filter(({ providerId }) => providerId === chance.providerId)
    .map(({ blocked }) => blocked.end + before);
  const isOwn = last.providerId === chance.providerId;
  const neverFollows = isOwn && last.blocked.end + before > last.end + part.maxGapMinutes * MINUTE;
  if (neverFollows) return Number.POSITIVE_INFINITY;
  return firstFrom(chance.starts, Math.max(last.end + part.minGapMinutes * MINUTE, ...own));
};

/** The first whole minute of these starts that is not before an instant. */
const firstFrom = (starts: readonly Interval[], instant: number): number => {
  const from = roundUp(instant);
  const stretch = starts.find(({ end }) => end > from);
  return stretch ? Math.max(stretch.start, from) : Number.POSITIVE_INFINITY;
};
