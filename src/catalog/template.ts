import { z } from "zod";

import { priceRuleFields } from "./price-rule-schema.ts";
import { PolicyPatch, RulesPatch, Season } from "./rules-schema.ts";
import { sopContent } from "./sop-schema.ts";
import { checkReferences } from "./template-references.ts";
import { checkSops } from "./template-sops.ts";

const Key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not a kebab-case key");
const Words = z.array(z.string().min(1)).default([]);
const Minutes = z.int().nonnegative();

const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
const Zone = z.string().refine(isZone, "is not an IANA timezone");

/** ISO weekdays: 1 = Monday … 7 = Sunday. */
const weekdays = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;
const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);

const Stretch = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "is not HH:MM-HH:MM")
  .transform((text) => ({ starts: text.slice(0, 5), ends: text.slice(6) }));

const Hours = z.strictObject({
  days: z.array(Weekday.transform((day) => weekdays[day])).min(1),
  open: z.array(Stretch).min(1),
  breaks: z.array(Stretch).default([]),
});

const TwoLanguages = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const OneOrTwoLanguages = z.strictObject({
  vi: z.string().min(1).exactOptional(),
  en: z.string().min(1).exactOptional(),
});
/** Whole dates, both included. */
const Holiday = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), reason: z.string().optional() })
  .refine(({ from, to }) => from <= to, "to is before from");
const ServiceWords = z.strictObject({ name: z.string().min(1), description: z.string() });

const Question = z.strictObject({
  field: z.string().regex(/^[a-z]+(_[a-z]+)*$/, "is not a snake_case field"),
  kind: z.enum(["yes_no", "text"]),
  scope: z.enum(["lead", "booking"]),
  question: TwoLanguages,
});

const TemplateSop = z.strictObject({
  key: Key,
  ...sopContent,
  /** Every service when absent. */
  services: z.array(Key).min(1).optional(),
});

const TemplateService = z.strictObject({
  key: Key,
  name: z.string().min(1),
  aliases: Words,
  description: z.string().default(""),
  translations: z
    .strictObject({ vi: ServiceWords.exactOptional(), en: ServiceWords.exactOptional() })
    .default({}),
  /** The usual length; for a package, left to the sum of its parts. */
  duration_minutes: z.int().positive().optional(),
  /** The lead chooses the length between these. */
  lengths: z
    .strictObject({
      least: z.int().positive(),
      most: z.int().positive(),
      step: z.int().positive(),
    })
    .optional(),
  /** A package: services one after the other, with the wait allowed before each. */
  parts: z
    .array(
      z
        .strictObject({ service: Key, min_gap: Minutes.default(0), max_gap: Minutes.default(0) })
        .refine(({ min_gap, max_gap }) => min_gap <= max_gap, "max_gap is below min_gap"),
    )
    .min(2)
    .max(6)
    .optional(),
  /** Whether one person gives all parts of a package. */
  same_provider: z.boolean().default(true),
  buffer_before_minutes: Minutes.default(0),
  buffer_after_minutes: Minutes.default(0),
  rules: RulesPatch.default({}),
  /** Places of a class that leads share. */
  capacity: z.int().positive().default(1),
  participants: z
    .strictObject({
      least: z.int().positive().default(1),
      most: z.int().positive(),
      below_minimum: z.enum(["keep", "cancel", "ask"]).default("keep"),
      deadline_minutes: Minutes.default(1440),
    })
    .optional(),
  required_skills: z.array(Key).default([]),
  resources: z
    .array(z.strictObject({ kind: Key, quantity: z.int().positive().default(1) }))
    .default([]),
  /** The service that must come first. */
  consultation: Key.optional(),
  seasons: z.array(Season).default([]),
  /** Given in the areas, where leads live, with these minutes on the road before and after. */
  travels: z.strictObject({ minutes: Minutes.default(0) }).optional(),
  /** Minor units of the organization's currency; with `payment`, due in advance but for a deposit. */
  price: z.int().nonnegative().nullable().default(null),
  payment: z
    .strictObject({
      methods: z.array(z.string().min(1)).min(1),
      deposit: z
        .union([
          z.strictObject({ minor: z.int().positive() }),
          z.strictObject({ percent: z.int().min(1).max(100) }),
        ])
        .optional(),
    })
    .optional(),
  /** Nobody for a package: whoever gives its parts gives it. */
  providers: z.array(Key).default([]),
  questions: z.array(Question).default([]),
});

/** Minor units are of one person; what may be left out is as in the API. */
const TemplatePriceRule = z
  .strictObject({
    key: Key,
    name: priceRuleFields.name,
    condition: priceRuleFields.condition,
    priority: priceRuleFields.priority.default(0),
    combines: priceRuleFields.combines.default(false),
    percent: priceRuleFields.percent.optional(),
    amount: priceRuleFields.amountMinor.optional(),
    floor: priceRuleFields.floorMinor.optional(),
    ceiling: priceRuleFields.ceilingMinor.optional(),
    service: Key.optional(),
    location: Key.optional(),
    active: priceRuleFields.active.default(true),
  })
  .refine(({ percent = 0, amount = 0 }) => (percent === 0) !== (amount === 0), {
    path: ["percent"],
    message: "a rule changes a price by a percent or by an amount",
  });

/** A vertical as a file: one organization with everything it offers (templates/*.yaml). */
export const Template = z
  .strictObject({
    slug: Key,
    name: z.string().min(1),
    locale: z.enum(["vi", "en"]),
    timezone: Zone,
    currency: z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 code"),
    phone: z.e164().nullable().default(null),
    /** What a business of this kind is called, and what the template brings it, in a sentence. */
    vertical: z.strictObject({ title: TwoLanguages, brings: TwoLanguages }),
    policy: PolicyPatch.default({}),
    locations: z
      .array(
        z.strictObject({
          key: Key,
          name: z.string().min(1),
          aliases: Words,
          address: z.string().min(1),
          /** The organization's when absent. */
          timezone: Zone.optional(),
          kind: z.enum(["branch", "area"]).default("branch"),
          rules: RulesPatch.default({}),
          hours: z.array(Hours).min(1),
          holidays: z.array(Holiday).default([]),
          resources: z
            .array(z.strictObject({ key: Key, kind: Key, name: z.string().min(1) }))
            .default([]),
        }),
      )
      .min(1),
    providers: z
      .array(
        z.strictObject({
          key: Key,
          name: z.string().min(1),
          aliases: Words,
          timezone: Zone.nullable().default(null),
          gender: z.enum(["female", "male", "other"]).nullable().default(null),
          languages: Words,
          skills: z.array(Key).default([]),
          specialities: OneOrTwoLanguages.default({}),
          about: OneOrTwoLanguages.default({}),
          rating: z
            .strictObject({ stars: z.number().min(0).max(5), count: z.int().positive() })
            .optional(),
          rules: RulesPatch.default({}),
          hours: z.array(Hours.extend({ locations: z.array(Key).min(1) })).min(1),
          time_off: z.array(Holiday).default([]),
        }),
      )
      .min(1),
    services: z.array(TemplateService).min(1),
    /** Minutes between two places, both ways. */
    travel: z
      .array(z.strictObject({ between: z.tuple([Key, Key]), minutes: z.int().positive() }))
      .default([]),
    price_rules: z.array(TemplatePriceRule).max(100).default([]),
    /** Questions asked for every service. */
    questions: z.array(Question).default([]),
    sops: z.array(TemplateSop).default([]),
    knowledge: z
      .array(
        z.strictObject({
          topic: Question.shape.field,
          keywords: Words,
          answer: TwoLanguages,
          /** False: a draft, which nobody is told. */
          active: z.boolean().default(true),
        }),
      )
      .default([]),
  })
  .superRefine(checkReferences)
  .superRefine((template, report) =>
    checkSops(template, (path, message) => report.addIssue({ code: "custom", message, path })),
  );

export type Template = z.infer<typeof Template>;
export type TemplateHours = z.infer<typeof Hours>;
export type TemplateQuestion = z.infer<typeof Question>;
export type TemplateSop = z.infer<typeof TemplateSop>;
