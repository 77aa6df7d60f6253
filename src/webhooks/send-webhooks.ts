import type { Db } from "#src/db/connect.ts";
import { holdLock } from "#src/db/hold-lock.ts";
import {
  changeNews,
  findNextNews,
  listWaitingEndpoints,
  setEndpointActive,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "#src/db/queries/webhooks.ts";
import type { Events } from "#src/events.ts";
import { unseal } from "#src/secrets.ts";
import { eventOf } from "./event-of.ts";
import { signWebhook } from "./sign-webhook.ts";

export interface WebhookDeps {
  readonly db: Db;
  readonly secretsKey: Buffer;
  readonly events: Pick<Events, "webhookSettled">;
  readonly now: () => Date;
  /** Posts; rejects when nothing was answered in time. Follows no redirect. */
  readonly post: (
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number }>;
}

const minuteMs = 60_000;
/** How long after each refusal it is tried again; then it is dead. Over three days in all. */
const waits = [
  5_000,
  ...[1, 5, 30, 120, 360, 720, 1_440, 1_440].map((minutes) => minutes * minuteMs),
];

/** Endpoints that are told at once. */
const atOnce = 4;
/** Then others have their turn; what is left is sent at the next look. */
const mostAtOnce = 50;

/** What an endpoint's secret is bound to. */
export const secretOf = ({
  organization_id,
  id,
}: Pick<WebhookEndpoint, "organization_id" | "id">) =>
  JSON.stringify(["webhook", organization_id, id]);

/**
 * Tells every endpoint, of one organization or all, what it waits for: in the order it happened, one
 * at a time, the next once the one before was taken or given up. Safe to call at any time and any
 * number of times; a process that dies in between sends one again, under the same id.
 */
export const sendWebhooks = async (
  deps: WebhookDeps,
  organizationId: string | null,
): Promise<void> => {
  const waiting = await listWaitingEndpoints(deps.db, organizationId, deps.now());
  const next = async (): Promise<void> => {
    for (let endpoint = waiting.shift(); endpoint; endpoint = waiting.shift()) {
      const told = endpoint;
      await holdLock(deps.db, `webhook/${told.id}`, () => drain(deps, told));
    }
  };
  // Each holds a connection to the database while its receiver thinks.
  await Promise.all(Array.from({ length: atOnce }, next));
};

const drain = async (deps: WebhookDeps, endpoint: WebhookEndpoint): Promise<void> => {
  const secret = unseal(deps.secretsKey, endpoint.secret, secretOf(endpoint));
  for (let sent = 0; sent < mostAtOnce; sent += 1) {
    const next = await findNextNews(deps.db, endpoint);
    if (!next || next.next_at > deps.now()) return;
    const sentAt = deps.now();
    const body = JSON.stringify(eventOf(next.event));
    const headers = signWebhook(secret, { id: next.event_id, sentAt, body });
    const status = await deps.post(endpoint.url, body, headers).then(
      (answer) => answer.status,
      () => null,
    );
    const settled = outcomeOf(next.attempts, status, sentAt);
    await changeNews(deps.db, next, {
      ...settled,
      attempts: next.attempts + 1,
      response_status: status,
    });
    if (settled.status) deps.events.webhookSettled(next, settled.status, settled.error_code);
    // Its receiver has said that it is gone for good.
    if (status === 410) return setEndpointActive(deps.db, endpoint, false);
    if (!settled.status) return;
  }
};

type Outcome = Pick<WebhookDelivery, "error_code"> &
  Partial<Pick<WebhookDelivery, "next_at">> & { readonly status?: "sent" | "dead" };

/** What becomes of a piece of news that was answered like this; null: not at all. */
const outcomeOf = (attempts: number, status: number | null, sentAt: Date): Outcome => {
  if (status !== null && status >= 200 && status < 300) return { status: "sent", error_code: null };
  const error_code = status === null ? "unreachable" : `http_${status}`;
  const wait = status === 410 ? undefined : waits[attempts];
  return wait === undefined
    ? { status: "dead", error_code }
    : { error_code, next_at: new Date(sentAt.getTime() + wait) };
};
