import { randomUUID } from "node:crypto";
import * as path from "node:path";

import type { BookingDeps } from "#src/booking/booking-deps.ts";
import { type Bookings, createBookings } from "#src/booking/bookings.ts";
import type { Caller } from "#src/booking/caller.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { type Checkpoints, openCheckpoints } from "#src/conversation/checkpoints.ts";
import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import type { Db } from "#src/db/connect.ts";
import {
  getOrganization,
  type Location,
  listLocations,
  listProviders,
  listServices,
  type Organization,
  type Provider,
  type Service,
} from "#src/db/queries/catalog.ts";
import type { Actor } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { loadPhrasebook, type Phrasebook } from "#src/phrases/phrasebook.ts";
import { openWorldClock, type WorldClock } from "./world-clock.ts";

/** Somebody who wrote to the organization's web chat. */
export interface WorldLead {
  readonly id: string;
  readonly name: string;
  readonly conversationId: string;
  readonly contactPointId: string;
}

interface As {
  readonly actor: Actor;
  /** The lead the caller is, or speaks for. */
  readonly lead?: WorldLead;
  readonly messageId?: string;
  readonly language?: Language;
  /** An idempotency key; the same one twice is the same call. */
  readonly operation?: { readonly key: string; readonly request: unknown };
}

/** An organization from a template on a real database, with a clock that tests hold in hand. */
export interface World {
  readonly db: Db;
  /** For code that dials by itself. */
  readonly url: string;
  readonly bookings: Bookings;
  readonly deps: BookingDeps;
  readonly clock: WorldClock;
  readonly phrases: Phrasebook;
  /** Turns that wait for a person. */
  readonly checkpoints: Checkpoints;
  readonly organization: Organization;
  /** By name, as the template has it; throws when there is none. */
  service(name: string): Service;
  provider(name: string): Provider;
  location(name: string): Location;
  /** Somebody who writes for the first time, on this channel; web chat when absent. */
  lead(name?: string, channel?: string): Promise<WorldLead>;
  /** The lead writes; answers the message's id. */
  message(lead: WorldLead, text: string): Promise<string>;
  caller(as: As): Caller;
  close(): Promise<void>;
}

/** The files of templates/. */
export const templateNames = [
  "dental-clinic",
  "driving-school",
  "hair-salon",
  "home-services",
  "medical-spa",
] as const;
export type TemplateName = (typeof templateNames)[number];

export interface WorldOptions {
  readonly template?: TemplateName;
  /** ISO; Thursday, 5 February 2026, 09:00 in Ho Chi Minh City when absent. */
  readonly now?: string;
  /** Most connections at once. */
  readonly connections?: number;
  readonly newId?: () => string;
}

/** Where a world stands: a migrated database of its own. */
export interface Ground {
  readonly db: Db;
  readonly url: string;
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined };
const atNine = "2026-02-05T09:00:00+07:00";

/** Loads the template, where it is not there yet, and opens the world on this ground. */
export const openWorldOn = async (
  { db, url, close }: Ground,
  {
    template = "dental-clinic",
    now = atNine,
    newId = randomUUID,
  }: Omit<WorldOptions, "connections">,
): Promise<World> => {
  const clock = openWorldClock(now);
  const file = path.join(import.meta.dirname, `../templates/${template}.yaml`);
  const id = await loadTemplate(db, readTemplate(file), { now: clock.now() });
  const organization = await getOrganization(db, id);
  const phrases = loadPhrasebook(path.join(import.meta.dirname, "../prompts"));
  const slotSecret = Buffer.alloc(32, 7);
  const readReason = readChangeReason;
  const deps = { db, phrases, now: clock.now, newId, slotSecret, readReason };
  const checkpoints = openCheckpoints({ url, log: silent });
  return {
    ...{ db, url, bookings: createBookings(deps), deps, clock, phrases },
    ...{ organization, checkpoints },
    service: byName(await listServices(db, id)),
    provider: byName(await listProviders(db, id)),
    location: byName(await listLocations(db, id)),
    lead: (name = "Chị Lan", channel = "web-chat") => addLead(deps, organization, name, channel),
    message: (lead, text) => addMessage(deps, organization, lead, text),
    caller: (as) => callerOf(organization, as),
    close: async () => {
      await checkpoints.close();
      await close();
    },
  };
};

const byName =
  <T extends { readonly name: string }>(rows: readonly T[]) =>
  (name: string): T => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`${name} is none of ${rows.map((row) => row.name).join(", ")}`);
    return found;
  };

const addLead = async (
  { db, now, newId }: BookingDeps,
  { id: organizationId }: Organization,
  name: string,
  channel: string,
): Promise<WorldLead> => {
  const conversationId = newId();
  await openConversation(
    db,
    { organizationId, conversationId, address: conversationId, language: null },
    {
      channel,
      account: "site",
      greet: () => Promise.resolve({ text: "Xin chào!", choices: [] }),
      now: now(),
      newId,
    },
  );
  const { lead_id, contact_point_id } = await db
    .selectFrom("conversations")
    .select(["lead_id", "contact_point_id"])
    .where("id", "=", conversationId)
    .executeTakeFirstOrThrow();
  await db.updateTable("leads").set({ name }).where("id", "=", lead_id).execute();
  return { id: lead_id, name, conversationId, contactPointId: contact_point_id };
};

const addMessage = async (
  { db, now, newId }: BookingDeps,
  { id: organizationId }: Organization,
  { conversationId }: WorldLead,
  text: string,
): Promise<string> => {
  const message = {
    conversationId,
    deliveryId: newId(),
    ...{ text, choiceId: null, channelData: null },
  };
  const { messageId } = await receive(db, {
    ...{ organizationId, message, messageId: newId(), now: now() },
  });
  return messageId;
};

const callerOf = (
  { id: organizationId, locale }: Organization,
  { actor, lead, messageId, language = locale, operation }: As,
): Caller => ({
  ...{ organizationId, actor, language },
  actorId: actor === "lead" ? (lead?.id ?? "lead") : `${actor}-1`,
  leadId: lead?.id ?? null,
  providerId: null,
  conversationId: lead?.conversationId ?? null,
  messageId: messageId ?? null,
  operation: operation ?? null,
});
