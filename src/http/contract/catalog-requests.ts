import { z } from "zod";

import { RulesPatch, Season } from "#src/catalog/rules-schema.ts";
import { Id, Text, Timezone } from "./formats.ts";

const Name = z.string().trim().min(1).max(200);
const Names = z.array(Name).max(50);
const Word = z.string().trim().min(1).max(100);
const Words = z.array(Word).max(50);
const InTwoLanguages = z.strictObject({ vi: Text.exactOptional(), en: Text.exactOptional() });
const Minutes = z.int().min(0).max(1_440);
const Length = z.int().min(1).max(1_440);
const People = z.int().min(1).max(1_000);
const Active = z.boolean().describe("False retires it: it is kept and no longer offered");

const Force = z
  .boolean()
  .default(false)
  .describe("Retire it although appointments lie ahead; they stand, and the answer names them");

const location = {
  name: Name,
  address: z.string().trim().min(1).max(500),
  kind: z
    .enum(["branch", "area"])
    .exactOptional()
    .describe("Leads come to a branch, and providers to an area"),
  aliases: Names.exactOptional(),
  timezone: Timezone.exactOptional(),
  rules: RulesPatch.exactOptional(),
  active: Active.exactOptional(),
};

export const NewLocation = z.strictObject(location);
export const LocationChange = z.strictObject({
  ...location,
  name: location.name.exactOptional(),
  address: location.address.exactOptional(),
  force: Force,
});

const provider = {
  name: Name,
  aliases: Names.exactOptional(),
  about: InTwoLanguages.exactOptional(),
  specialities: InTwoLanguages.exactOptional(),
  skills: Words.exactOptional(),
  languages: Words.exactOptional(),
  gender: z.enum(["female", "male", "other"]).nullable().exactOptional(),
  rating: z.number().min(0).max(5).nullable().exactOptional(),
  ratingCount: z.int().min(0).max(10_000_000).exactOptional(),
  timezone: Timezone.nullable().exactOptional().describe("Null: the location decides"),
  email: z
    .email()
    .max(254)
    .nullable()
    .exactOptional()
    .describe("Where news of their appointments go"),
  rules: RulesPatch.exactOptional(),
  active: Active.exactOptional(),
  serviceIds: z.array(Id).max(500).exactOptional().describe("All services they give"),
};

export const NewProvider = z.strictObject(provider);
export const ProviderChange = z.strictObject({
  ...provider,
  name: provider.name.exactOptional(),
  force: Force,
});

const ServiceWords = z.strictObject({ name: Name, description: Text });
const Part = z.strictObject({
  serviceId: Id,
  minGapMinutes: Minutes.default(0).describe("The shortest wait before this part"),
  maxGapMinutes: Minutes.default(0),
});

const service = {
  name: Name,
  description: Text.exactOptional(),
  aliases: Names.exactOptional(),
  translations: z
    .strictObject({ vi: ServiceWords.exactOptional(), en: ServiceWords.exactOptional() })
    .exactOptional(),
  kind: z.enum(["fixed", "flexible", "package"]).exactOptional(),
  durationMinutes: Length.exactOptional().describe("The usual length; of a package, its parts'"),
  minDurationMinutes: Length.nullable().exactOptional(),
  maxDurationMinutes: Length.nullable().exactOptional(),
  durationStepMinutes: Length.nullable().exactOptional(),
  bufferBeforeMinutes: Minutes.exactOptional(),
  bufferAfterMinutes: Minutes.exactOptional(),
  capacity: People.exactOptional().describe("People who may come at once; a group has more than 1"),
  minParticipants: People.exactOptional(),
  maxParticipants: People.exactOptional().describe("Of one booking"),
  belowMinimum: z.enum(["keep", "cancel", "ask"]).exactOptional(),
  minimumDeadlineMinutes: z.int().min(0).max(527_040).exactOptional(),
  priceMinor: z.int().min(0).max(1e12).nullable().exactOptional().describe("In minor units"),
  depositMinor: z
    .int()
    .min(1)
    .max(1e12)
    .nullable()
    .exactOptional()
    .describe("Asked for in advance for one person; without a deposit, the whole price is"),
  depositPercent: z.int().min(1).max(100).nullable().exactOptional(),
  paymentRequired: z.boolean().exactOptional(),
  paymentMethods: z.array(Word).max(20).exactOptional(),
  requiredSkills: Words.exactOptional(),
  consultationServiceId: Id.nullable().exactOptional().describe("Must come first"),
  seasons: z.array(Season).max(50).exactOptional().describe("None: all the year"),
  sameProvider: z.boolean().exactOptional().describe("One person gives all of a package"),
  travels: z.boolean().exactOptional().describe("Given where the lead is"),
  travelMinutes: Minutes.exactOptional(),
  rules: RulesPatch.exactOptional(),
  active: Active.exactOptional(),
  parts: z.array(Part).max(20).exactOptional().describe("What a package is made of, in order"),
  resources: z
    .array(z.strictObject({ kind: Word, quantity: z.int().min(1).max(100).default(1) }))
    .max(20)
    .exactOptional(),
};

export const NewService = z.strictObject(service);
export const ServiceChange = z.strictObject({
  ...service,
  name: service.name.exactOptional(),
  force: Force,
});
