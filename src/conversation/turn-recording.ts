import type { Briefing } from "#src/agent/briefing.ts";
import type { Focus } from "#src/agent/focus.ts";
import type { Step } from "#src/agent/step.ts";
import type { TurnWorld } from "#src/agent/turn-world.ts";
import { decodeResult, encodeResult } from "#src/booking/stored-result.ts";
import type { Db } from "#src/db/connect.ts";
import { keepRecording } from "#src/db/queries/turn-recordings.ts";

/** What of a briefing is made from the rest, or stands in the messages and is kept only there. */
const derived = [
  ...(["sayPrice", "cancellationHash", "seriesCancellationHash"] as const),
  ...(["focus", "inbound", "text"] as const),
] as const;

/** What a model was told, without what was said. */
export type Facts = Omit<Briefing, (typeof derived)[number]>;

/** A call the gate let through, and which facts were true before and, after a write, behind it. */
export interface RecordedStep extends Step {
  readonly before: number;
  readonly after: number;
}

/** What a turn was answered from, beside the messages: enough to answer it again. */
export interface TurnRecording {
  readonly focus: Focus;
  /** The first whole; of each that follows, what had changed. */
  readonly facts: readonly [Facts, ...Partial<Facts>[]];
  readonly steps: readonly RecordedStep[];
  readonly owed: readonly Step[];
}

/** Characters of JSON a recording may have; a turn with more cannot be replayed. */
const mostChars = 256 * 1_024;

const factsOf = (briefing: Briefing): Facts => {
  const facts: Partial<Briefing> = { ...briefing };
  for (const name of derived) delete facts[name];
  return facts as Facts;
};

const changesOf = (before: Facts, after: Facts): Partial<Facts> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => {
      const known = before[name as keyof Facts];
      return known !== value && encodeResult(known) !== encodeResult(value);
    }),
  );

/** All facts that were true at one place of a recording. */
export const factsAt = ({ facts: [first, ...changes] }: TurnRecording, place: number): Facts =>
  Object.assign({}, first, ...changes.slice(0, place));

type Noted = RecordedStep & { after: number };

/** The same world, which notes what it is asked; `taken` is null while it was asked for nothing. */
export const recordTurn = (
  world: TurnWorld,
): { readonly world: TurnWorld; taken(): TurnRecording | null } => {
  const facts: Facts[] = [];
  const steps: Noted[] = [];
  /** The call made last: after a write the facts are read anew. */
  let latest: Noted | null = null;
  return {
    world: {
      ...world,
      surroundings: (write, tool) => {
        latest = null;
        return world.surroundings(write, tool);
      },
      brief: async (focus) => {
        const briefing = await world.brief(focus);
        // After a call the gate refused, nothing can have changed.
        if (facts.length > 0 && latest === null) return briefing;
        facts.push(factsOf(briefing));
        if (latest !== null) latest.after = facts.length - 1;
        latest = null;
        return briefing;
      },
      noted: (step) => {
        world.noted(step);
        const place = facts.length - 1;
        latest = { ...step, before: place, after: place };
        steps.push(latest);
      },
    },
    taken: () => {
      const [first] = facts;
      // What was done before a crash was done on facts nobody has any more.
      if (!first || world.done.length > 0) return null;
      const changes = facts.slice(1).map((one, index) => changesOf(facts[index] ?? first, one));
      return { focus: world.focus, facts: [first, ...changes], steps, owed: world.owed };
    },
  };
};

/** As it is stored; null where it would be larger than what is kept of a turn. */
const encodeRecording = (recording: TurnRecording): string | null => {
  const text = encodeResult(recording);
  return text.length > mostChars ? null : text;
};

/**
 * Keeps what a turn was answered from. It is kept when the turn has ended: a turn whose process dies
 * between cannot be replayed, and has answered all the same.
 */
export const keepTurn = async (
  { db, now }: { readonly db: Db; readonly now: () => Date },
  key: { readonly organizationId: string; readonly turnId: string },
  recording: TurnRecording,
): Promise<void> => {
  const text = encodeRecording(recording);
  if (text !== null) await keepRecording(db, key, { recording: text, now: now() });
};

/** Of what `encodeRecording` made, as the driver has parsed it. */
export const decodeRecording = (stored: unknown): TurnRecording =>
  decodeResult(stored) as TurnRecording;
