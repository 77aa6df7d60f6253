import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { z } from "zod";

import {
  ErrorBody,
  Feed,
  WebhookDeliveryAnswer,
  WebhookDeliveryList,
  WebhookEndpointAnswer,
  WebhookEndpointList,
} from "#src/http/contract.ts";
import { postWith } from "#src/webhooks/post-webhook.ts";
import { sendWebhooks, type WebhookDeps } from "#src/webhooks/send-webhooks.ts";
import type { FakeProvider } from "../channels/describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "../channels/http-provider.ts";
import { bookAtClinic } from "./clinic.ts";
import { API_SECRETS_KEY, type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
let receiver: FakeProvider<HttpAnswer>;
let now: Date;
const settled: unknown[] = [];
beforeEach(async () => {
  world = await openApiWorld();
  receiver = await openHttpProvider();
  receiver.answer({ status: 204, body: "" });
  now = new Date(world.now().getTime() + 1_000);
  settled.length = 0;
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

const send = (): Promise<void> => {
  const deps: WebhookDeps = {
    ...{ db: world.db, secretsKey: API_SECRETS_KEY, now: () => now },
    post: postWith(async () => true),
    events: { webhookSettled: (_of, status, code) => void settled.push([status, code]) },
  };
  return sendWebhooks(deps, null);
};

const later = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000);
};

const add = async (): Promise<z.output<typeof WebhookEndpointAnswer>> => {
  const url = `${receiver.url}/hooks/slotwise`;
  const answer = await world.clinic.ask("POST", "/webhook-endpoints", { url });
  expect(answer.status).toBe(201);
  return answer.as(WebhookEndpointAnswer);
};

const got = () => receiver.requests as HttpRequest[];
const types = () => got().map(({ body }) => (body as { type: string }).type);

const news = async (status?: string) =>
  (await world.clinic.ask("GET", `/webhook-deliveries${status ? `?status=${status}` : ""}`)).as(
    WebhookDeliveryList,
  ).deliveries;

const moves = [
  "booking.inquiry",
  "booking.service_selected",
  "booking.slot_proposed",
  "booking.slot_confirmed",
];

test("an address is one endpoint with one secret, however often it is added", async () => {
  const first = await add();
  await world.db.updateTable("webhook_endpoints").set({ active: false }).execute();
  const again = await Promise.all([add(), add()]);
  expect(again).toEqual([first, first]);
  const { endpoints } = (await world.clinic.ask("GET", "/webhook-endpoints")).as(
    WebhookEndpointList,
  );
  expect(endpoints).toEqual([{ ...first.endpoint, active: true }]);
});

describe("news of bookings", () => {
  test("arrive once, in order, signed as Standard Webhooks asks, without people's words", async () => {
    const { secret } = await add();
    await bookAtClinic(world, {});
    await send();
    await send();
    expect(types()).toEqual(moves.slice(-types().length));
    expect(types().length).toBeGreaterThan(1);
    for (const { headers, body } of got()) {
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${JSON.stringify(body)}`;
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      const expected = createHmac("sha256", key).update(signed).digest("base64");
      expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
      expect(headers["webhook-id"]).toBe((body as { data: { event_id: string } }).data.event_id);
      expect(JSON.stringify(body)).not.toContain("message_content");
    }
  });

  test("are tried again later and later, in order, and are dead after three days", async () => {
    await add();
    await bookAtClinic(world, {});
    receiver.answer({ status: 500, body: "" });
    await send();
    await send();
    expect(types()).toHaveLength(1);
    const waits: number[] = [];
    for (let tries = 1; tries < 10; tries += 1) {
      const tried = (await news("queued")).find(({ attempts }) => attempts > 0);
      waits.push(Math.round((Date.parse(tried?.next_at ?? "") - now.getTime()) / 1_000));
      later(1_441);
      await send();
    }
    expect(waits).toEqual([5, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400]);
    expect(settled[0]).toEqual(["dead", "http_500"]);
    expect(new Set(types().slice(0, 10)).size).toBe(1);
    receiver.answer({ status: 200, body: "" });
    later(1_441);
    await send();
    const [dead, ...others] = await news("dead");
    expect(others).toEqual([]);
    const before = got().length;
    const path = `/webhook-deliveries/${dead?.webhook_delivery_id}/replay`;
    const replayed = (await world.clinic.ask("POST", path)).as(WebhookDeliveryAnswer);
    expect(replayed.delivery).toMatchObject({ status: "queued", attempts: 0 });
    await send();
    expect(got()).toHaveLength(before + 1);
    expect(got().at(-1)?.headers["webhook-id"]).toBe(dead?.event_id);
    expect(await news("dead")).toEqual([]);
  });

  test("stop where the receiver says it is gone, and a closed connection is tried again", async () => {
    await add();
    await bookAtClinic(world, {});
    receiver.hangUp();
    await send();
    expect((await news("queued")).some(({ error_code }) => error_code === "unreachable")).toBe(
      true,
    );
    receiver.answer({ status: 410, body: "" });
    later(1);
    await send();
    const listed = (await world.clinic.ask("GET", "/webhook-endpoints")).as(WebhookEndpointList);
    expect(listed.endpoints).toMatchObject([{ active: false }]);
    const before = (await news()).length;
    await bookAtClinic(world, { time: "10:00" });
    expect(await news()).toHaveLength(before);
  });

  test("go to nobody who was removed, and to no address inside", async () => {
    const { endpoint } = await add();
    const path = `/webhook-endpoints/${endpoint.endpoint_id}`;
    expect((await world.spa.ask("DELETE", path)).as(ErrorBody).error).toBe("UNKNOWN_ENDPOINT");
    expect((await world.clinic.ask("DELETE", path)).status).toBe(200);
    await bookAtClinic(world, {});
    await send();
    expect(got()).toEqual([]);
    const inside = { url: "https://inside.example/hook" };
    const refused = await world.clinic.ask("POST", "/webhook-endpoints", inside);
    expect(refused.as(ErrorBody)).toMatchObject({ error: "ENDPOINT_NOT_SAFE", field: "url" });
  });
});

describe("the feed of events", () => {
  const read = async (holder: "clinic" | "spa", query = "") =>
    (await world[holder].ask("GET", `/events${query}`)).as(Feed);

  /** Until the appointment stands in it: what runs anywhere in the cluster holds the feed back. */
  const readWhole = (query = "") =>
    vi.waitFor(async () => {
      const feed = await read("clinic", query);
      expect(feed.events.at(-1)?.type).toBe(moves.at(-1));
      return feed;
    });

  test("is read on from where one was, and is the organization's own", async () => {
    await bookAtClinic(world, {});
    await readWhole();
    const first = await read("clinic", "?limit=2");
    const rest = await read("clinic", `?after=${first.next}`);
    expect([...first.events, ...rest.events].map(({ type }) => type).slice(-2)).toEqual(
      moves.slice(-2),
    );
    expect((await read("clinic", `?after=${rest.next}`)).events).toEqual([]);
    expect(await read("spa")).toMatchObject({ events: [], next: null });
  });

  test("shows nothing that a transaction still running may come before", async () => {
    await bookAtClinic(world, {});
    const before = await readWhole();
    await world.db.transaction().execute(async (tx) => {
      // It has its number now and commits after the booking below.
      await tx.updateTable("organizations").set({ phone: "+84281234567" }).execute();
      await bookAtClinic(world, { time: "11:00" });
      expect((await read("clinic", `?after=${before.next}`)).events).toEqual([]);
    });
    expect((await readWhole(`?after=${before.next}`)).events.length).toBeGreaterThan(0);
  });
});
