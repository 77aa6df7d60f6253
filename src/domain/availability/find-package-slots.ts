import { onBookableDay } from "./booking-days.ts";
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
  readonly starts: readonly Interval[];
  readonly isBookable: (start: number) => boolean;
}

interface Stage {
  readonly part: PackagePart;
  readonly chances: readonly Chance[];
}

/**
 * Every start, ascending, at which all parts of the package fit one after the other, all or nothing.
 * The first part starts on its grid; each later one as early as its gap and its people allow. Every
 * part keeps all rules of its own question. Pure; throws as `findSlots` does.
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
        .map((option) => withoutInnerBuffers(option, index, parts.length)),
    }));
    return own.every(({ options }) => options.length > 0) ? [own] : [];
  });
};

const withoutInnerBuffers = (option: PartOption, index: number, count: number): PartOption => {
  const { service } = option.question;
  const trimmed: SlotRules = {
    ...service,
    bufferBefore: index === 0 ? service.bufferBefore : 0,
    bufferAfter: index === count - 1 ? service.bufferAfter : 0,
  };
  return { ...option, question: { ...option.question, service: trimmed } };
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
      return gridStarts(chance.blocks, step, chance.starts)
        .filter(chance.isBookable)
        .map((start) => ({ chance, start }));
    })
    .sort((a, b) => a.start - b.start)
    .flatMap(({ chance, start }) => {
      const slot = continueFrom([placed(chance, start)], rest);
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
      const starts = next ? intersect(free, startsBefore(next, option)) : free;
      return { ...option, blocks, starts, isBookable: onBookableDay(option.question) };
    });
    stages.unshift({ part, chances });
  }
  return stages;
};

const longest = ({ options, maxGapMinutes }: PackagePart): number => {
  const durations = options.map(({ question }) => question.service.durationMinutes);
  return (Math.max(0, ...durations) + maxGapMinutes) * MINUTE;
};

/** The starts of a part after which the next stage can begin within its gap. */
const startsBefore = ({ part, chances }: Stage, { question }: PartOption): Interval[] => {
  const soonest = (question.service.durationMinutes + part.minGapMinutes) * MINUTE;
  const latest = (question.service.durationMinutes + part.maxGapMinutes) * MINUTE;
  return merge(
    chances.flatMap(({ starts }) =>
      starts.map(({ start, end }) => ({ start: start - latest, end: end - soonest })),
    ),
  );
};

const placed = ({ providerId, question: { service } }: Chance, start: number): PlacedPart => {
  const end = start + service.durationMinutes * MINUTE;
  const blocked = {
    start: start - service.bufferBefore * MINUTE,
    end: end + service.bufferAfter * MINUTE,
  };
  return { providerId, start, end, blocked };
};

/** The remaining parts as early as they can follow, or null where every way ends in a dead end. */
const continueFrom = (done: PackageSlot, stages: readonly Stage[]): PackageSlot | null => {
  const [stage, ...rest] = stages;
  const last = done.at(-1);
  if (!stage || !last) return done;
  for (const next of followers(stage, last.end)) {
    const collides = done.some(
      ({ providerId, blocked }) =>
        providerId === next.providerId &&
        blocked.start < next.blocked.end &&
        next.blocked.start < blocked.end,
    );
    const slot = collides ? null : continueFrom([...done, next], rest);
    if (slot) return slot;
  }
  return null;
};

/** One way for each person and stretch of free starts, the earliest first; on whole minutes. */
const followers = ({ part, chances }: Stage, after: number): PlacedPart[] => {
  const from = after + part.minGapMinutes * MINUTE;
  const to = after + part.maxGapMinutes * MINUTE + 1;
  return chances
    .flatMap((chance) =>
      intersect(chance.starts, [{ start: from, end: to }]).flatMap(({ start, end }) => {
        const at = Math.ceil(start / MINUTE) * MINUTE;
        return at < end && chance.isBookable(at) ? [placed(chance, at)] : [];
      }),
    )
    .sort((a, b) => a.start - b.start);
};
