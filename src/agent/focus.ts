import { z } from "zod";

const Option = z.object({ id: z.string(), label: z.string() });

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
    kind: z.literal("choose_booking"),
    purpose: z.enum(["reschedule", "cancel"]),
    options: z.array(Option.extend({ start: z.string() })),
  }),
  z.object({ kind: z.literal("sop"), field: z.string(), answer: z.enum(["yes_no", "text"]) }),
  z.object({ kind: z.literal("contact") }),
  z.object({ kind: z.literal("time") }),
  z.object({ kind: z.literal("rebook"), bookingId: z.string() }),
  z.object({ kind: z.literal("waitlist"), serviceId: z.string(), wish: z.string() }),
]);
export type Asked = z.infer<typeof Asked>;

/** A time somebody wished for; instants are ISO. */
export const WishedTime = z.object({ from: z.string(), to: z.string(), exact: z.boolean() });
export type WishedTime = z.infer<typeof WishedTime>;

/** What a conversation remembers: ids and open questions, never the state of a booking. */
export const Focus = z.object({
  bookingId: z.string().nullable().default(null),
  asked: Asked.nullable().default(null),
  /** Number of the reply that asked it: only a later message answers it. */
  askedSeq: z.number().default(0),
  wish: z
    .object({
      times: z.array(WishedTime).default([]),
      providerId: z.string().nullable().default(null),
      locationId: z.string().nullable().default(null),
    })
    .default({ times: [], providerId: null, locationId: null }),
  /** The service spoken of last, though nobody may have chosen it. */
  topic: z.string().nullable().default(null),
  /** Ids this lead was shown here; the gate lets a model use no others. */
  shown: z.array(z.string()).default([]),
  /** Messages in a row that were not understood. */
  unclear: z.number().default(0),
});
export type Focus = z.infer<typeof Focus>;

export const emptyFocus: Focus = Focus.parse({});

const mostShown = 200;

/** The last ids shown; older ones are forgotten and must be shown again. */
export const remember = (shown: readonly string[], more: readonly string[]): string[] =>
  [...new Set([...more.toReversed(), ...shown.toReversed()])].slice(0, mostShown).toReversed();
