import { z } from "zod";

import { bookingStates } from "#src/domain/booking-states.ts";
import { templateNames } from "../test/world-on.ts";

/** "2026-02-10 09:00": a moment on the organization's own clock. */
const LocalTime = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/u, "write YYYY-MM-DD HH:MM");
/** "35m", "2h", "3d". */
const Length = z.string().regex(/^\d+[mhd]$/u, "write 35m, 2h or 3d");
const State = z.enum(bookingStates);
const Words = z.array(z.string().min(1)).default([]);

/** What a reply must and must not hold; letter case, marks and markup do not count. */
const ReplyExpected = z.strictObject({
  says: Words.describe("every one of these stands in the reply; a|b: one of them does"),
  never: Words,
  silent: z.boolean().default(false).describe("nothing is answered"),
  choices: z.number().int().optional().describe("how many things can be pressed"),
});

/** What happens in the house or in the world while the lead does nothing. */
const Meanwhile = z.discriminatedUnion("does", [
  z.strictObject({
    does: z.literal("books").describe("another lead books this time"),
    service: z.string(),
    provider: z.string().optional(),
    location: z.string().optional(),
    start: LocalTime,
  }),
  z.strictObject({
    does: z.enum(["cancels", "moves_on"]).describe("sales cancel, or move on, a booking given"),
    booking: z.string(),
    to: State.optional(),
  }),
  z.strictObject({
    does: z.literal("closes").describe("time off that was not known before"),
    provider: z.string(),
    from: LocalTime,
    until: LocalTime,
  }),
  z.strictObject({ does: z.enum(["takes_over", "hands_back"]) }),
]);
export type Meanwhile = z.infer<typeof Meanwhile>;

/** A model that fails at its next call, in one of the ways a model fails. */
const Fault = z.enum(["timeout", "rate_limited", "unavailable", "rejected", "malformed"]);

const Step = z.union([
  z.strictObject({
    say: z.union([z.string(), z.array(z.string()).min(2)]).describe("a list is one burst"),
    fault: Fault.optional(),
    expect: ReplyExpected.optional(),
  }),
  z.strictObject({
    press: z.union([z.string(), z.number().int().min(1)]).describe("part of a label, or its place"),
    under: z
      .number()
      .int()
      .min(1)
      .default(1)
      .describe("under which word of the house, the last one being 1"),
    times: z.number().int().min(1).default(1).describe("pressed so often before an answer comes"),
    fault: Fault.optional(),
    expect: ReplyExpected.optional(),
  }),
  z.strictObject({ redeliver: z.literal("last").describe("the same delivery comes once more") }),
  z.strictObject({ wait: Length }),
  z.strictObject({ meanwhile: Meanwhile }),
]);
export type Step = z.infer<typeof Step>;

/** A lead who is played: what they want, what is true of them, and when they are content. */
const Persona = z.strictObject({
  wants: z.string().describe("in their own words, for a model that plays them"),
  opening: z.string().describe("the first thing they write"),
  service: z.string().optional(),
  times: z.array(z.string()).default([]).describe("what they say when asked when, best first"),
  facts: z.record(z.string(), z.string()).default({}).describe("told when asked for"),
  hidden: z.record(z.string(), z.string()).default({}).describe("true, and never told unasked"),
  answers: z.array(z.string()).default([]).describe("to questions of the house, in order"),
  refuses: z.number().int().default(0).describe("offers turned down before one is taken"),
  manner: z.string().default(""),
  turns: z.number().int().min(2).max(30).default(12),
});
const GivenBooking = z.strictObject({
  ref: z.string(),
  of: z.enum(["lead", "other"]).default("lead"),
  service: z.string(),
  provider: z.string().optional(),
  location: z.string().optional(),
  start: LocalTime,
  state: State.default("SLOT_CONFIRMED"),
  moved: z.number().int().min(0).default(0).describe("times it was rescheduled before"),
});
export type GivenBooking = z.infer<typeof GivenBooking>;

const Given = z.strictObject({
  lead: z
    .strictObject({
      name: z.string().optional(),
      phone: z.string().nullable().optional(),
      email: z.string().optional(),
      timezone: z.string().optional(),
      blocked: z.boolean().optional(),
    })
    .default({}),
  bookings: z.array(GivenBooking).default([]),
  closed: z
    .array(z.strictObject({ provider: z.string(), from: LocalTime, until: LocalTime }))
    .default([]),
  policy: z.record(z.string(), z.unknown()).default({}).describe("rules of the organization"),
  answers: z
    .array(z.strictObject({ about: z.array(z.string()), text: z.string() }))
    .default([])
    .describe("more of what the organization answers, trusted or not"),
});
export type Given = z.infer<typeof Given>;

const Owner = z.enum(["ai", "waiting", "human"]);

const BookingExpected = z.strictObject({
  service: z.string().optional().describe("of names a|b, one"),
  provider: z.string().optional().describe("of names a|b, one"),
  location: z.string().optional().describe("of names a|b, one"),
  state: State,
  start: LocalTime.optional(),
  date: z.iso.date().optional(),
  dates: z.tuple([z.iso.date(), z.iso.date()]).optional().describe("first and last that will do"),
  between: z.tuple([z.string(), z.string()]).optional().describe("local clock times, end excluded"),
  answers: z
    .record(z.string(), z.string())
    .optional()
    .describe("what its questions were answered with, in part"),
  moved: z.number().int().optional(),
  participants: z.number().int().optional(),
});
export type BookingExpected = z.infer<typeof BookingExpected>;

const Expected = z.strictObject({
  bookings: z
    .array(BookingExpected)
    .describe("all of the lead's that were ever agreed to; those being talked about do not count"),
  open: State.nullable().optional().describe("the state of what is being talked about, at the end"),
  forbidden: z.array(State).default([]).describe("states nothing of the lead's may come to"),
  says: Words.describe("somewhere in the conversation"),
  never: Words.describe("anywhere in the conversation"),
  ends: Words.describe("in the last reply"),
  owner: z
    .union([Owner, z.array(Owner).min(2)])
    .default("ai")
    .describe("a list: any of these is right"),
  opted_out: z.boolean().default(false),
  lead: z
    .strictObject({ name: z.string(), phone: z.string(), email: z.string() })
    .partial()
    .default({})
    .describe("what is known of the lead at the end"),
  waitlist: z.number().int().default(0),
  language: z.enum(["vi", "en"]),
  blocked: z.number().int().optional().describe("at least so many illegal attempts are blocked"),
});

/** One conversation and what must have come of it: evals/cases/<theme>/<id>.yaml. */
export const EvalCase = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/u, "lower case, digits and hyphens"),
    why: z.string().min(10),
    tags: z.array(z.string()).min(1),
    template: z.enum(templateNames).default("dental-clinic"),
    clock: z.iso.datetime({ offset: true }).default("2026-02-05T09:00:00+07:00"),
    locale: z.enum(["vi", "en"]).describe("what the lead writes in"),
    needs: z.enum(["any", "large"]).default("any").describe("large: no model of code can do it"),
    given: Given.default(() => Given.parse({})),
    talk: z.array(Step).min(1).optional(),
    persona: Persona.optional(),
    expect: Expected,
  })
  .refine(({ talk, persona }) => (talk === undefined) !== (persona === undefined), {
    message: "write either talk or persona",
    path: ["talk"],
  });
export type EvalCase = z.infer<typeof EvalCase>;
