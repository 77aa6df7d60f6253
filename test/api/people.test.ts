import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  ConversationList,
  ErrorBody,
  LeadAnswer,
  LocationList,
  MessageList,
  ProviderList,
  ServiceList,
  WaitlistAnswer,
  WaitlistList,
} from "#src/http/contract.ts";
import { leadOf } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

describe("a lead", () => {
  test("is kept once, whichever way their phone is written", async () => {
    const first = await world.clinic.ask("POST", "/leads", { name: "Hà", phone: "0912 345 678" });
    expect(first.status).toBe(201);
    expect(first.as(LeadAnswer).lead).toMatchObject({ name: "Hà", phone: "+84912345678" });
    const again = await world.clinic.ask("POST", "/leads", {
      name: "Chị Hà",
      phone: "+84 912345678",
      email: "ha@example.com",
    });
    expect(again.status).toBe(200);
    expect(again.as(LeadAnswer).lead).toEqual({
      ...first.as(LeadAnswer).lead,
      email: "ha@example.com",
    });
    const byMail = await world.clinic.ask("POST", "/leads", { email: "HA@example.com" });
    expect(byMail.as(LeadAnswer).lead.lead_id).toBe(first.as(LeadAnswer).lead.lead_id);
  });

  test("of two requests at once is one lead", async () => {
    const ask = () => world.clinic.ask("POST", "/leads", { phone: "0987654321" });
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.as(LeadAnswer).lead.lead_id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  });

  test("of another organization is somebody else", async () => {
    const phone = "+84911111111";
    const here = await leadOf(world.clinic, { phone });
    expect(await leadOf(world.spa, { phone })).not.toBe(here);
  });

  test.each([
    [{}, 400, "phone"],
    [{ phone: "12" }, 400, "phone"],
    [{ email: "nobody" }, 400, "email"],
    [{ email: "a@example.com", timezone: "Hanoi" }, 422, "timezone"],
    [{ email: "a@example.com", language: "fr" }, 400, "language"],
  ])("%o is refused and its field named", async (lead, status, field) => {
    const answer = await world.clinic.ask("POST", "/leads", lead);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
  });
});

describe("the waitlist", () => {
  test("keeps a wish for 30 days and lists those that stand", async () => {
    const leadId = await leadOf(world.clinic);
    const serviceId = await world.clinic.service("Bọc sứ");
    const wish = { leadId, serviceId, wish: "sáng thứ 7", from: "2026-03-07", to: "2026-03-07" };
    const joined = await world.clinic.ask("POST", "/waitlist", wish);
    expect(joined.status).toBe(201);
    const { entry } = joined.as(WaitlistAnswer);
    expect(entry).toMatchObject({
      lead_id: leadId,
      service_name: "Bọc sứ thẩm mỹ",
      wish: "sáng thứ 7",
      wished_from: "2026-03-06T17:00:00.000Z",
      wished_to: "2026-03-07T17:00:00.000Z",
      expires_at: "2026-04-01T02:00:00.000Z",
    });
    const list = async () => (await world.clinic.ask("GET", "/waitlist")).as(WaitlistList).entries;
    expect(await list()).toEqual([entry]);
    expect((await world.spa.ask("GET", "/waitlist")).as(WaitlistList).entries).toEqual([]);
    world.setClock("2026-04-01T02:00:01Z");
    expect(await list()).toEqual([]);
    world.setClock("2026-03-02T02:00:00Z");
  });

  test("refuses whom and what it does not know", async () => {
    const known = {
      leadId: await leadOf(world.clinic),
      serviceId: await world.clinic.service("Bọc"),
    };
    const join = (change: object) =>
      world.clinic.ask("POST", "/waitlist", { ...known, wish: "sáng", ...change });
    const foreign = await leadOf(world.spa);
    expect((await join({ leadId: foreign })).body).toMatchObject({ error: "UNKNOWN_LEAD" });
    expect((await join({ serviceId: await world.spa.service("Skin") })).body).toMatchObject({
      error: "UNKNOWN_SERVICE",
      field: "serviceId",
    });
    expect((await join({ from: "2026-02-30" })).body).toMatchObject({
      error: "IMPOSSIBLE_DATE",
      field: "from",
    });
    expect((await join({ wish: "" })).body).toMatchObject({ field: "wish" });
  });
});

describe("the catalog", () => {
  test("is listed in the caller's language", async () => {
    const names = async (headers: Record<string, string>) => {
      const answer = await world.clinic.ask("GET", "/services", undefined, headers);
      return answer.as(ServiceList).services.map(({ name }) => name);
    };
    expect(await names({})).toContain("Cấy ghép Implant");
    expect(await names({ "accept-language": "en" })).toContain("Dental implant");
    const providers = (await world.clinic.ask("GET", "/providers")).as(ProviderList).providers;
    expect(providers.map(({ name }) => name)).toContain("BS. Nguyễn Văn An");
    const { locations } = (await world.clinic.ask("GET", "/locations")).as(LocationList);
    expect(locations.map(({ timezone }) => timezone)).toEqual(
      locations.map(() => "Asia/Ho_Chi_Minh"),
    );
  });
});

describe("a conversation", () => {
  test("is read by its organization only, from where the reader left off", async () => {
    const conversationId = await addConversation(["Chào", "Em muốn đặt lịch", "Bọc sứ ạ"]);
    const listed = (await world.clinic.ask("GET", "/conversations")).as(ConversationList);
    expect(listed.conversations).toMatchObject([
      { conversation_id: conversationId, channel: "web-chat", owner: "ai", last_seq: 3 },
    ]);
    const path = `/conversations/${conversationId}/messages`;
    const read = async (query: string) =>
      (await world.clinic.ask("GET", `${path}${query}`)).as(MessageList).messages;
    expect((await read("?limit=2")).map(({ text }) => text)).toEqual(["Chào", "Em muốn đặt lịch"]);
    expect(await read("?after=2")).toMatchObject([{ seq: 3, author: "lead", text: "Bọc sứ ạ" }]);
    expect((await world.spa.ask("GET", path)).body).toMatchObject({
      error: "UNKNOWN_CONVERSATION",
    });
    expect(
      (await world.spa.ask("GET", "/conversations")).as(ConversationList).conversations,
    ).toEqual([]);
    expect((await world.clinic.ask("GET", `${path}?after=x`)).body).toMatchObject({
      field: "after",
    });
  });
});

const addConversation = async (texts: readonly string[]): Promise<string> => {
  const organization_id = world.clinic.organizationId;
  const lead_id = await leadOf(world.clinic);
  const id = randomUUID();
  const point = randomUUID();
  const common = { organization_id, created_at: world.now() };
  const from = { channel: "web-chat", account: "site" };
  await world.db
    .insertInto("contact_points")
    .values({ ...common, ...from, id: point, lead_id, address: "web:1" })
    .execute();
  await world.db
    .insertInto("conversations")
    .values({
      ...common,
      ...from,
      id,
      lead_id,
      contact_point_id: point,
      language: "vi",
      last_seq: texts.length,
    })
    .execute();
  const messages = texts.map((text, index) => ({
    ...common,
    id: randomUUID(),
    conversation_id: id,
    seq: index + 1,
    author: "lead" as const,
    text,
  }));
  await world.db.insertInto("messages").values(messages).execute();
  return id;
};
