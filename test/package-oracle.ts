import type { PackageInput, PackageSlot } from "#src/domain/availability/find-package-slots.ts";
import { oracleSlots, oracleVerdicts } from "./availability-oracle.ts";

/**
 * A second, slow answer to "when does the whole package fit?", for comparison only. It lists every
 * minute at which each person could begin each part and tries all of them, one after the other.
 * It shares no code with `src`; the types it imports are the question, not the method.
 */

const MINUTE = 60_000;

/** One person's way to give one part, and every instant at which it could begin on its own. */
interface Way {
  readonly providerId: string;
  readonly lasts: number;
  readonly before: number;
  readonly after: number;
  readonly begins: ReadonlySet<number>;
}

interface Step {
  readonly ways: readonly Way[];
  readonly minGap: number;
  readonly maxGap: number;
}

/** A part that has its time, as far as other parts of the same person must mind it. */
interface Given {
  readonly providerId: string;
  readonly end: number;
  readonly blockedStart: number;
  readonly blockedEnd: number;
}

/** The parts as steps; of a package by one person only the outermost buffers count. */
const stepsOf = (input: PackageInput, around: number): Step[] => {
  const { parts, sameProvider, rangeStart, rangeEnd } = input;
  const last = parts.length - 1;
  const span = parts.flatMap(({ options, maxGapMinutes }) =>
    options.map(({ question }) => (question.service.durationMinutes + maxGapMinutes) * MINUTE),
  );
  const latest = rangeEnd + span.reduce((sum, length) => sum + length, 0);
  return parts.map(({ options, minGapMinutes, maxGapMinutes }, index) => ({
    minGap: minGapMinutes * MINUTE,
    maxGap: maxGapMinutes * MINUTE,
    ways: options.map(({ providerId, question }) => {
      const { service } = question;
      const bufferBefore = sameProvider && index > 0 ? 0 : service.bufferBefore;
      const bufferAfter = sameProvider && index < last ? 0 : service.bufferAfter;
      const slotIntervalMinutes = index === 0 ? service.slotIntervalMinutes : 1;
      const asked = {
        ...question,
        rangeStart,
        rangeEnd: index === 0 ? rangeEnd : latest,
        service: { ...service, bufferBefore, bufferAfter, slotIntervalMinutes },
      };
      return {
        providerId,
        lasts: service.durationMinutes * MINUTE,
        before: bufferBefore * MINUTE,
        after: bufferAfter * MINUTE,
        begins: new Set(oracleSlots(oracleVerdicts(asked, around))),
      };
    }),
  }));
};

const give = ({ providerId, lasts, before, after }: Way, start: number): Given => ({
  providerId,
  end: start + lasts,
  blockedStart: start - before,
  blockedEnd: start + lasts + after,
});

const disturbs = (one: Given, other: Given): boolean =>
  one.providerId === other.providerId &&
  one.blockedStart < other.blockedEnd &&
  other.blockedStart < one.blockedEnd;

/** Whether the steps that are left can follow what is given, trying every person and minute. */
const canFollow = (given: readonly Given[], left: readonly Step[], byOne: boolean): boolean => {
  const [step, ...later] = left;
  const last = given.at(-1);
  if (!step || !last) return true;
  const ways = step.ways.filter((way) => !byOne || way.providerId === last.providerId);
  return ways.some((way) => {
    for (let at = last.end + step.minGap; at <= last.end + step.maxGap; at += MINUTE) {
      if (!way.begins.has(at)) continue;
      const next = give(way, at);
      if (given.some((earlier) => disturbs(earlier, next))) continue;
      if (canFollow([...given, next], later, byOne)) return true;
    }
    return false;
  });
};

/** The oracle's reading of one package: its starts, and those of its first part alone. */
interface PackageReading {
  readonly starts: readonly number[];
  readonly firstStarts: readonly number[];
  /** Whether every part of a slot keeps its own rules, its gap and its distance to the others. */
  readonly isValid: (slot: PackageSlot) => boolean;
}

export const packageOracle = (input: PackageInput, around: number): PackageReading => {
  const [first, ...later] = stepsOf(input, around);
  const steps = first ? [first, ...later] : [];
  const firstStarts = (first?.ways ?? []).flatMap(({ begins }) => [...begins]);
  const starts = (first?.ways ?? []).flatMap((way) =>
    [...way.begins].filter((at) => canFollow([give(way, at)], later, input.sameProvider)),
  );
  const ascending = (all: readonly number[]) => [...new Set(all)].sort((a, b) => a - b);

  const isValid = (slot: PackageSlot): boolean => {
    const people = new Set(slot.map(({ providerId }) => providerId));
    if (slot.length !== steps.length || (input.sameProvider && people.size > 1)) return false;
    const given: Given[] = [];
    return slot.every(({ providerId, start, end, blocked }, index) => {
      const step = steps[index];
      const previous = given.at(-1);
      const gap = previous ? start - previous.end : 0;
      const isInGap = !previous || !step || (step.minGap <= gap && gap <= step.maxGap);
      const way = step?.ways.find((one) => {
        const part = give(one, start);
        return (
          one.providerId === providerId &&
          one.begins.has(start) &&
          part.end === end &&
          part.blockedStart === blocked.start &&
          part.blockedEnd === blocked.end &&
          !given.some((earlier) => disturbs(earlier, part))
        );
      });
      if (way) given.push(give(way, start));
      return way !== undefined && isInGap;
    });
  };

  return { starts: ascending(starts), firstStarts: ascending(firstStarts), isValid };
};
