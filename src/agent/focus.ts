import { z } from "zod";

import { answerTypes } from "#src/domain/sop/sop.ts";

const Option = z.object({ id: z.string(), label: z.string() });

/** Which visits of a series are meant. */
const SeriesScope = z.enum(["one", "following", "all"]);

/** The question our last reply ended with: what a short answer answers. */
export const Asked = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choose_service"), options: z.array(Option) }),
  z.object({
    kind: z.literal("choose_slot"),
    bookingId: z.string(),
    options: z.array(Option.extend({ start: z.string(), provider: z.string() })),
  }),
  z.object({
    kind: z.literal("confirm_slot"),
    bookingId: z.string(),
    slotId: z.string(),
    label: z.string(),
    start: z.string(),
    provider: z.string(),
    shownHash: z.string(),
  }),
  z.object({
    kind: z.enum(["confirm_cancel", "confirm_move"]),
    bookingId: z.string(),
    reason: z.string(),
    shownHash: z.string(),
  }),
  z.object({
    kind: z.literal("confirm_attendance"),
    bookingId: z.string(),
    shownHash: z.string(),
  }),
  z.object({ kind: z.literal("feedback"), bookingId: z.string() }),
  z.object({
    kind: z.literal("choose_booking"),
    purpose: z.enum(["reschedule", "cancel"]),
    options: z.array(Option.extend({ start: z.string() })),
  }),
  z.object({
    kind: z.literal("sop"),
    field: z.string(),
    answer: z.enum(answerTypes),
    /** Of a choice, in the order they were shown; ids are what is stored. */
    options: z.array(Option).default([]),
    /** The time that was chosen before, and waits for this answer. */
    slotId: z.string().nullable().default(null),
  }),
  z.object({
    kind: z.literal("confirm_series"),
    seriesId: z.string(),
    shownHash: z.string(),
  }),
  z.object({
    kind: z.literal("confirm_cancel_series"),
    bookingId: z.string(),
    scope: SeriesScope,
    reason: z.string(),
    shownHash: z.string(),
  }),
  z.object({ kind: z.literal("series_scope"), bookingId: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("series_length") }),
  z.object({ kind: z.literal("consult"), serviceId: z.string() }),
  z.object({ kind: z.literal("party"), size: z.number() }),
  z.object({ kind: z.literal("contact") }),
  z.object({ kind: z.literal("time") }),
  z.object({ kind: z.literal("colleague") }),
  z.object({ kind: z.literal("rebook"), bookingId: z.string() }),
  z.object({ kind: z.literal("waitlist"), serviceId: z.string(), wish: z.string() }),
]);
export type Asked = z.infer<typeof Asked>;
export type AskedOf<Kind extends Asked["kind"]> = Extract<Asked, { kind: Kind }>;

/** A time somebody wished for; instants are ISO. */
export const WishedTime = z.object({ from: z.string(), to: z.string(), exact: z.boolean() });
export type WishedTime = z.infer<typeof WishedTime>;

/** A rhythm somebody wished for; how long it goes on may still be open. */
const WishedRhythm = z.object({
  freq: z.enum(["daily", "weekly", "monthly"]),
  interval: z.number(),
  weekdays: z.array(z.number()).optional(),
  count: z.number().optional(),
  weeks: z.number().optional(),
  months: z.number().optional(),
});
export type WishedRhythm = z.infer<typeof WishedRhythm>;

const WishedTraits = z.object({
  gender: z.enum(["female", "male"]).optional(),
  languages: z.array(z.string()),
});

/** What was wished for and not yet answered by an offer. */
const Wish = z.object({
  times: z.array(WishedTime).default([]),
  providerId: z.string().nullable().default(null),
  locationId: z.string().nullable().default(null),
  traits: WishedTraits.nullable().default(null),
  /** People who come, the lead among them. */
  party: z.number().nullable().default(null),
  /** Minutes, where the lead named a length. */
  minutes: z.number().nullable().default(null),
  rhythm: WishedRhythm.nullable().default(null),
});

/** What a conversation remembers: ids and open questions, never the state of a booking. */
export const Focus = z.object({
  bookingId: z.string().nullable().default(null),
  asked: Asked.nullable().default(null),
  /** Number of the reply that asked it: only a later message answers it. */
  askedSeq: z.number().default(0),
  wish: Wish.default(() => Wish.parse({})),
  /** The times wished for last, though other times may have been offered since. */
  lastWished: z.array(WishedTime).default([]),
  /** The service spoken of last, though nobody may have chosen it. */
  topic: z.string().nullable().default(null),
  /** Ids this lead was shown here; the gate lets a model use no others. */
  shown: z.array(z.string()).default([]),
  /** Messages in a row that were not understood. */
  unclear: z.number().default(0),
});
export type Focus = z.infer<typeof Focus>;

export const emptyFocus: Focus = Focus.parse({});

export const noWish: Focus["wish"] = emptyFocus.wish;

const mostShown = 200;

/** The last ids shown; older ones are forgotten and must be shown again. */
export const remember = (shown: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...more.toReversed(), ...shown.toReversed()])].slice(0, mostShown).toReversed();
