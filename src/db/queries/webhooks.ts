import { type Selectable, sql } from "kysely";

import type { Db } from "../connect.ts";
import type { BookingEventsTable } from "../tables/bookings.ts";
import type { WebhookDeliveriesTable, WebhookEndpointsTable } from "../tables/webhooks.ts";
import { isBehind, type Page } from "./page.ts";

export type WebhookEndpoint = Selectable<WebhookEndpointsTable>;
export type WebhookDelivery = Selectable<WebhookDeliveriesTable>;
export type BookingEvent = Selectable<BookingEventsTable>;

/** Endpoints that something waits for, of one organization or all. */
export const listWaitingEndpoints = (
  db: Db,
  organizationId: string | null,
  now: Date,
): Promise<WebhookEndpoint[]> =>
  db
    .selectFrom("webhook_endpoints as e")
    .selectAll()
    .where("e.active", "=", true)
    .$if(organizationId !== null, (query) =>
      query.where("e.organization_id", "=", organizationId ?? ""),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("webhook_deliveries as d")
          .select("d.id")
          .whereRef("d.organization_id", "=", "e.organization_id")
          .whereRef("d.endpoint_id", "=", "e.id")
          .where("d.status", "=", "queued")
          .where("d.next_at", "<=", now),
      ),
    )
    .execute();

/** Adds an endpoint, or wakes the one that has this address, which keeps its id and secret. */
export const addEndpoint = (db: Db, endpoint: WebhookEndpoint): Promise<WebhookEndpoint> =>
  db
    .insertInto("webhook_endpoints")
    .values(endpoint)
    .onConflict((clash) => clash.columns(["organization_id", "url"]).doUpdateSet({ active: true }))
    .returningAll()
    .executeTakeFirstOrThrow();

type EndpointKey = Pick<WebhookEndpoint, "organization_id" | "id">;

/** What an endpoint is told next: the first piece of news that it has not taken. */
export const findNextNews = (
  db: Db,
  { organization_id, id }: EndpointKey,
): Promise<(WebhookDelivery & { readonly event: BookingEvent }) | undefined> =>
  db
    .selectFrom("webhook_deliveries as d")
    .innerJoin("booking_events as b", (join) =>
      join
        .onRef("b.organization_id", "=", "d.organization_id")
        .onRef("b.event_id", "=", "d.event_id"),
    )
    .selectAll("d")
    .select(sql<BookingEvent>`to_jsonb(b)`.as("event"))
    .where("d.organization_id", "=", organization_id)
    .where("d.endpoint_id", "=", id)
    .where("d.status", "=", "queued")
    .orderBy("d.position")
    .limit(1)
    .executeTakeFirst();

export const changeNews = async (
  db: Db,
  { organization_id, id }: Pick<WebhookDelivery, "organization_id" | "id">,
  change: Partial<
    Pick<WebhookDelivery, "status" | "attempts" | "next_at" | "response_status" | "error_code">
  >,
): Promise<void> => {
  await db
    .updateTable("webhook_deliveries")
    .set(change)
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

/** Nothing more is queued for an endpoint that is gone; what waits for it stays visible. */
export const setEndpointActive = async (
  db: Db,
  { organization_id, id }: EndpointKey,
  active: boolean,
): Promise<void> => {
  await db
    .updateTable("webhook_endpoints")
    .set({ active })
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .execute();
};

export const listEndpoints = (db: Db, organizationId: string): Promise<WebhookEndpoint[]> =>
  db
    .selectFrom("webhook_endpoints")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("created_at")
    .execute();

/** False where the organization has no such endpoint. */
export const deleteEndpoint = async (
  db: Db,
  organizationId: string,
  id: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("webhook_endpoints")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** News of an organization and what became of it, the newest first. */
export const listNews = (
  db: Db,
  organizationId: string,
  { limit, after, status }: Page & { readonly status: WebhookDelivery["status"] | undefined },
): Promise<WebhookDelivery[]> =>
  db
    .selectFrom("webhook_deliveries")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .$if(status !== undefined, (query) => query.where("status", "=", status ?? "dead"))
    .where(isBehind("webhook_deliveries", after))
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();

/** Queues a piece of news once more, whatever became of it; undefined where there is none such. */
export const replayNews = (
  db: Db,
  organizationId: string,
  id: string,
  now: Date,
): Promise<WebhookDelivery | undefined> =>
  db
    .updateTable("webhook_deliveries")
    .set({ status: "queued", attempts: 0, next_at: now, error_code: null, response_status: null })
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();

/** Where a reader of the feed stands. */
export interface FeedPlace {
  readonly writtenBy: string;
  readonly position: number;
}

/**
 * Allowed events behind a place, in an order in which nothing ever appears before what was shown:
 * those of transactions that were all over when the oldest still running one began.
 */
export const listFeed = (
  db: Db,
  organizationId: string,
  { limit, after }: { readonly limit: number; readonly after: FeedPlace | null },
): Promise<BookingEvent[]> =>
  db
    .selectFrom("booking_events")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("validation_passed", "=", true)
    .where(sql<boolean>`written_by < pg_snapshot_xmin(pg_current_snapshot())`)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(written_by, position) > (${after?.writtenBy ?? "0"}::xid8, ${after?.position ?? 0})`,
      ),
    )
    .orderBy("written_by")
    .orderBy("position")
    .limit(limit)
    .execute();
