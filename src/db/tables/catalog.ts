import type { Generated, JSONColumnType } from "kysely";
import type { ApprovalMode } from "#src/domain/approval.ts";
import type { Season } from "#src/domain/availability/find-slots-input.ts";
import type { Language } from "#src/domain/facts.ts";
import type { KeyRole } from "#src/domain/member-role.ts";
import type { BookingRules, Policy } from "#src/domain/policy.ts";
import type { PriceCondition } from "#src/domain/pricing/price-rule.ts";
import type { Timestamp } from "../columns.ts";

/** The rules set at one level; JSON null says "no limit", an absent key leaves it to a wider level. */
export type StoredRules = JSONColumnType<Partial<BookingRules>, string | undefined, string>;

/** One text in each language that has it. */
export type Words = JSONColumnType<Partial<Record<Language, string>>, string | undefined, string>;

/** Name and description of a service in another language. */
export interface ServiceWords {
  name: string;
  description: string;
}

export interface OrganizationsTable {
  approval_mode: Generated<ApprovalMode>;
  created_at: Timestamp;
  currency: string;
  id: string;
  locale: Language;
  name: string;
  phone: string | null;
  policy: JSONColumnType<Partial<Policy>, string | undefined, string>;
  slug: string;
  timezone: string;
}

export interface LocationsTable {
  active: Generated<boolean>;
  address: string;
  aliases: Generated<string[]>;
  id: string;
  /** An area is where a mobile provider drives to; a branch is where leads come to. */
  kind: Generated<"branch" | "area">;
  name: string;
  organization_id: string;
  position: number;
  rules: StoredRules;
  timezone: string;
}

export interface ProvidersTable {
  about: Words;
  active: Generated<boolean>;
  aliases: Generated<string[]>;
  /** Where news of their appointments go. */
  email: string | null;
  gender: string | null;
  id: string;
  languages: Generated<string[]>;
  name: string;
  organization_id: string;
  position: number;
  rating: number | null;
  rating_count: Generated<number>;
  rules: StoredRules;
  skills: Generated<string[]>;
  specialities: Words;
  timezone: string | null;
}

export interface ServicesTable {
  active: Generated<boolean>;
  aliases: Generated<string[]>;
  below_minimum: Generated<"keep" | "cancel" | "ask">;
  buffer_after_minutes: Generated<number>;
  buffer_before_minutes: Generated<number>;
  capacity: Generated<number>;
  consultation_service_id: string | null;
  /** Asked for in advance, for one person; with neither, the whole price is. */
  deposit_minor: number | null;
  deposit_percent: number | null;
  description: Generated<string>;
  duration_minutes: number;
  duration_step_minutes: number | null;
  id: string;
  kind: Generated<"fixed" | "flexible" | "package">;
  max_duration_minutes: number | null;
  max_participants: Generated<number>;
  min_duration_minutes: number | null;
  min_participants: Generated<number>;
  minimum_deadline_minutes: Generated<number>;
  name: string;
  organization_id: string;
  payment_methods: Generated<string[]>;
  payment_required: Generated<boolean>;
  position: number;
  price_minor: number | null;
  required_skills: Generated<string[]>;
  rules: StoredRules;
  same_provider: Generated<boolean>;
  seasons: JSONColumnType<Season[], string | undefined, string>;
  /** Minutes on the road before and after, whatever the way. */
  travel_minutes: Generated<number>;
  /** Given where the lead is, in an area, and not at a branch. */
  travels: Generated<boolean>;
  translations: JSONColumnType<Partial<Record<Language, ServiceWords>>, string | undefined, string>;
}

/** Percent or amount: one of the two changes the price of one person. */
export interface PriceRulesTable {
  active: Generated<boolean>;
  amount_minor: number | null;
  ceiling_minor: number | null;
  combines: Generated<boolean>;
  condition: JSONColumnType<PriceCondition, string, string>;
  created_at: Timestamp;
  floor_minor: number | null;
  id: string;
  location_id: string | null;
  name: JSONColumnType<Record<Language, string>, string, string>;
  organization_id: string;
  percent: number | null;
  priority: Generated<number>;
  service_id: string | null;
  updated_at: Timestamp;
  version: Generated<number>;
}

export interface ServicePartsTable {
  max_gap_minutes: Generated<number>;
  min_gap_minutes: Generated<number>;
  organization_id: string;
  package_id: string;
  position: number;
  service_id: string;
}

export interface ResourcesTable {
  active: Generated<boolean>;
  id: string;
  kind: string;
  location_id: string;
  name: string;
  organization_id: string;
  position: number;
}

export interface ServiceResourcesTable {
  kind: string;
  organization_id: string;
  quantity: Generated<number>;
  service_id: string;
}

export interface TravelTimesTable {
  from_location_id: string;
  minutes: number;
  organization_id: string;
  to_location_id: string;
}

export interface LeadBlocksTable {
  created_at: Timestamp;
  email: string | null;
  id: string;
  lead_id: string | null;
  location_id: string | null;
  organization_id: string;
  phone: string | null;
  provider_id: string | null;
  reason: string;
  service_id: string | null;
}

export interface ProviderServicesTable {
  organization_id: string;
  provider_id: string;
  service_id: string;
}

export interface WorkingHoursTable {
  ends: string;
  id: string;
  kind: "open" | "break";
  location_id: string;
  organization_id: string;
  provider_id: string | null;
  starts: string;
  weekday: number;
}

export interface HourOverridesTable {
  date: string;
  id: string;
  intervals: JSONColumnType<{ start: string; end: string }[], string, string>;
  location_id: string;
  organization_id: string;
  provider_id: string | null;
}

export interface TimeOffTable {
  end_date: string | null;
  ends_at: Timestamp | null;
  id: string;
  location_id: string | null;
  organization_id: string;
  provider_id: string | null;
  reason: string | null;
  resource_id: string | null;
  start_date: string | null;
  starts_at: Timestamp | null;
}

export interface KnowledgeTable {
  /** False: a draft, which nobody is told. */
  active: Generated<boolean>;
  answer: JSONColumnType<Record<Language, string>, string, string>;
  id: string;
  keywords: string[];
  organization_id: string;
  position: number;
  topic: string;
}

export interface ApiKeysTable {
  created_at: Timestamp;
  hash: string;
  id: string;
  name: string;
  organization_id: string;
  revoked_at: Timestamp | null;
  /** What its holder may do. */
  role: Generated<KeyRole>;
}
