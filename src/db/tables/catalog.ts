import type { Generated, JSONColumnType } from "kysely";

import type { Language } from "#src/domain/facts.ts";
import type { Policy } from "#src/domain/policy.ts";
import type { Timestamp } from "../columns.ts";

/** Name and description of a service in another language. */
export interface ServiceWords {
  name: string;
  description: string;
}

export interface OrganizationsTable {
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
  name: string;
  organization_id: string;
  position: number;
  timezone: string;
}

export interface ProvidersTable {
  active: Generated<boolean>;
  aliases: Generated<string[]>;
  gender: string | null;
  id: string;
  languages: Generated<string[]>;
  name: string;
  organization_id: string;
  position: number;
  timezone: string | null;
}

export interface ServicesTable {
  active: Generated<boolean>;
  aliases: Generated<string[]>;
  buffer_after_minutes: Generated<number>;
  buffer_before_minutes: Generated<number>;
  capacity: Generated<number>;
  description: Generated<string>;
  duration_minutes: number;
  id: string;
  max_advance_days: number | null;
  max_per_day: number | null;
  min_notice_minutes: Generated<number>;
  name: string;
  organization_id: string;
  payment_methods: Generated<string[]>;
  payment_required: Generated<boolean>;
  position: number;
  price_minor: number | null;
  slot_interval_minutes: number;
  translations: JSONColumnType<Partial<Record<Language, ServiceWords>>, string | undefined, string>;
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
  start_date: string | null;
  starts_at: Timestamp | null;
}

export interface SopQuestionsTable {
  field: string;
  id: string;
  kind: "yes_no" | "text";
  organization_id: string;
  position: number;
  question: JSONColumnType<Record<Language, string>, string, string>;
  scope: "lead" | "booking";
  service_id: string | null;
}

export interface KnowledgeTable {
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
}
