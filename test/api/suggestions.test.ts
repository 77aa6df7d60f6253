import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import {
  ConversationAnswer,
  ConversationList,
  ErrorBody,
  MessageList,
  OrganizationAnswer,
  SuggestionAnswer,
  SuggestionList,
} from "#src/http/contract.ts";
import { type ApiWorld, type Holder, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
  await world.clinic.ask("PATCH", "/organization", { approval_mode: "review" });
});
afterAll(() => world.close());

/** A conversation of the clinic in which the lead has written and the turn was taken. */
const talk = async (text = "phòng khám ở đâu vậy", conversationId = randomUUID()) => {
  const { organizationId } = world.clinic;
  const { turns, db } = world;
  const opening = { organizationId, conversationId, address: conversationId, language: null };
  await openConversation(db, opening, {
    ...{ channel: "web-chat", account: "site", now: world.now(), newId: randomUUID },
    greet: () => Promise.resolve({ text: "Xin chào!", choices: [] }),
  });
  const messageId = randomUUID();
  const message = { conversationId, deliveryId: messageId, text, choiceId: null };
  await receive(db, {
    ...{ organizationId, messageId, now: world.now() },
    message: { ...message, channelData: null },
  });
  await takeTurn(turns, { organizationId, conversationId });
  return conversationId;
};

const pendingOf = async (conversationId: string) => {
  const { suggestions } = (await world.clinic.ask("GET", "/suggestions?status=pending")).as(
    SuggestionList,
  );
  const found = suggestions.find((one) => one.conversation_id === conversationId);
  if (!found) throw new Error("nothing waits");
  return found;
};

const saidIn = async (conversationId: string) =>
  (await world.clinic.ask("GET", `/conversations/${conversationId}/messages?after=1`))
    .as(MessageList)
    .messages.map(({ author, text }) => `${author}: ${text}`);

const decide = (
  id: string,
  verdict: "approve" | "edit" | "reject",
  body: object,
  { by = world.clinic, headers = {} }: { by?: Holder; headers?: Record<string, string> } = {},
) => by.ask("POST", `/suggestions/${id}/${verdict}`, body, headers);

describe("a suggestion", () => {
  test("is listed, read and approved, and what was suggested is sent", async () => {
    const conversationId = await talk();
    const suggestion = await pendingOf(conversationId);
    expect(suggestion).toMatchObject({
      ...{ status: "pending", kind: "reply", version: 1, act: null, reasons: [] },
      ...{ decided_at: null, decided_by: null, final_text: null },
    });
    const path = `/suggestions/${suggestion.suggestion_id}`;
    const read = (await world.clinic.ask("GET", path)).as(SuggestionAnswer);
    expect(read.suggestion).toEqual(suggestion);
    expect(await saidIn(conversationId)).toEqual(["lead: phòng khám ở đâu vậy"]);
    const approved = await decide(suggestion.suggestion_id, "approve", { version: 1 });
    expect(approved.status).toBe(200);
    expect(approved.as(SuggestionAnswer).suggestion).toMatchObject({
      ...{ status: "approved", version: 2, final_text: suggestion.text },
      ...{ decided_by: world.clinic.keyId, decided_by_name: "dental-clinic desk" },
    });
    expect(await saidIn(conversationId)).toEqual([
      "lead: phòng khám ở đâu vậy",
      `ai: ${suggestion.text}`,
    ]);
  });

  test("of a page of many is found behind its cursor", async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) ids.push(await talk());
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const answer = await world.clinic.ask("GET", `/suggestions?limit=2&status=pending${from}`);
      const page = answer.as(SuggestionList);
      seen.push(...page.suggestions.map(({ conversation_id }) => conversation_id));
      cursor = page.nextCursor;
    }
    expect(seen.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
    const all = (await world.clinic.ask("GET", "/suggestions?limit=100")).as(SuggestionList);
    expect(all.suggestions.some(({ status }) => status === "approved")).toBe(true);
    const bad = await world.clinic.ask("GET", "/suggestions?cursor=x");
    expect(bad.as(ErrorBody).error).toBe("INVALID_CURSOR");
    expect((await world.clinic.ask("GET", "/suggestions?status=new")).status).toBe(400);
  });

  test("of another organization does not exist", async () => {
    const { suggestion_id: id } = await pendingOf(await talk());
    const by = world.spa;
    const answers = [
      await by.ask("GET", `/suggestions/${id}`),
      await decide(id, "approve", { version: 1 }, { by }),
      await decide(id, "edit", { version: 1, text: "Hello" }, { by }),
      await decide(id, "reject", { version: 1, reason: "no" }, { by }),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.as(ErrorBody)]).toMatchObject([
        404,
        { error: "UNKNOWN_SUGGESTION", field: "id" },
      ]);
    }
    expect((await by.ask("GET", "/suggestions")).as(SuggestionList).suggestions).toEqual([]);
    const unknown = await decide(randomUUID(), "approve", { version: 1 });
    expect(unknown.as(ErrorBody).error).toBe("UNKNOWN_SUGGESTION");
  });
});

describe("a decision", () => {
  test("is edited: what is sent is the edit; what is untrue is refused and named", async () => {
    const conversationId = await talk("khám tổng quát");
    const { suggestion_id: id } = await pendingOf(conversationId);
    const lie = await decide(id, "edit", { version: 1, text: "Dạ em đã đặt lịch 15:00 rồi ạ" });
    expect(lie.status).toBe(422);
    const error = lie.as(ErrorBody);
    expect(error).toMatchObject({ error: "FALSE_CLAIMS", field: "text" });
    expect(error.claims?.map(({ kind }) => kind)).toContain("booked");
    expect(error.message).toContain("đã đặt lịch 15:00");
    expect((await pendingOf(conversationId)).version).toBe(1);
    expect(await saidIn(conversationId)).toHaveLength(1);
    const text = "Dạ chị muốn khám vào ngày nào ạ?";
    const edited = await decide(id, "edit", { version: 1, text });
    expect(edited.as(SuggestionAnswer).suggestion).toMatchObject({
      ...{ status: "edited", final_text: text },
    });
    expect(await saidIn(conversationId)).toEqual(["lead: khám tổng quát", `ai: ${text}`]);
  });

  test("is rejected: nothing is sent and the conversation waits for people", async () => {
    const conversationId = await talk();
    const { suggestion_id: id } = await pendingOf(conversationId);
    const reason = "chị này là khách quen, gọi điện";
    const answer = await decide(id, "reject", { version: 1, reason });
    expect(answer.as(SuggestionAnswer).suggestion).toMatchObject({
      ...{ status: "rejected", reject_reason: reason, final_text: null },
    });
    expect(await saidIn(conversationId)).toHaveLength(1);
    const listed = (await world.clinic.ask("GET", "/conversations?limit=100")).as(ConversationList);
    expect(
      listed.conversations.find((one) => one.conversation_id === conversationId),
    ).toMatchObject({ owner: "waiting", owner_reason: `rejected: ${reason}` });
  });

  test("that comes late hears who decided and when, in the caller's language", async () => {
    const { suggestion_id: id } = await pendingOf(await talk());
    await decide(id, "approve", { version: 1 });
    const late = await decide(id, "reject", { version: 1, reason: "no" });
    expect(late.status).toBe(409);
    const error = late.as(ErrorBody);
    expect(error.error).toBe("SUGGESTION_DECIDED");
    expect(error.message).toMatch(/đã có người quyết định.*approved, dental-clinic desk, 2026-/u);
    expect(error.suggestion).toMatchObject({
      ...{ status: "approved", version: 2, decided_by: world.clinic.keyId },
      decided_at: world.now().toISOString(),
    });
    const headers = { "accept-language": "en" };
    const english = await decide(id, "approve", { version: 2 }, { headers });
    expect(english.as(ErrorBody).message).toMatch(/^Somebody has decided/u);
  });

  test("with the same Idempotency-Key is the same decision", async () => {
    const conversationId = await talk();
    const { suggestion_id: id } = await pendingOf(conversationId);
    const headers = { "idempotency-key": randomUUID() };
    const first = await decide(id, "approve", { version: 1 }, { headers });
    const again = await decide(id, "approve", { version: 1 }, { headers });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(await saidIn(conversationId)).toHaveLength(2);
    const other = await decide(id, "reject", { version: 1, reason: "no" }, { headers });
    expect([other.status, other.as(ErrorBody).error]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
  });

  test("about another version, or about what is stale, does not hold", async () => {
    const conversationId = await talk();
    const { suggestion_id: id } = await pendingOf(conversationId);
    const wrong = await decide(id, "approve", { version: 7 });
    expect([wrong.status, wrong.as(ErrorBody)]).toMatchObject([
      409,
      { error: "SUGGESTION_CHANGED", field: "version", suggestion: { version: 1 } },
    ]);
    await talk("khám tổng quát", conversationId);
    const stale = await decide(id, "approve", { version: 1 });
    expect([stale.status, stale.as(ErrorBody)]).toMatchObject([
      409,
      { error: "SUGGESTION_STALE", suggestion: { status: "stale", decided_by: null } },
    ]);
    expect((await pendingOf(conversationId)).suggestion_id).not.toBe(id);
  });

  test.each<["approve" | "edit" | "reject", object, string]>([
    ["approve", {}, "version"],
    ["approve", { version: "1" }, "version"],
    ["approve", { version: 1, text: "x" }, "text"],
    ["edit", { version: 1 }, "text"],
    ["edit", { version: 1, text: "   " }, "text"],
    ["edit", { version: 1, text: "x".repeat(3_001) }, "text"],
    ["reject", { version: 1 }, "reason"],
    ["reject", { version: 1, reason: "" }, "reason"],
  ])("to %s with %o is refused and its field named", async (verdict, body, field) => {
    const answer = await decide(randomUUID(), verdict, body);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, field]);
  });
});

describe("the approval mode", () => {
  test("of the organization is shown and changed", async () => {
    const shown = async (by: Holder) =>
      (await by.ask("GET", "/organization")).as(OrganizationAnswer).organization.approval_mode;
    expect(await shown(world.spa)).toBe("auto");
    expect(await shown(world.clinic)).toBe("review");
    const changed = await world.spa.ask("PATCH", "/organization", { approval_mode: "guarded" });
    expect(changed.as(OrganizationAnswer).organization.approval_mode).toBe("guarded");
    const bad = await world.spa.ask("PATCH", "/organization", { approval_mode: "maybe" });
    expect([bad.status, bad.as(ErrorBody).field]).toEqual([400, "approval_mode"]);
  });

  test("of a conversation overrides it, until it is taken away", async () => {
    const conversationId = await talk();
    const path = `/conversations/${conversationId}`;
    const set = async (approval_mode: string | null) =>
      (await world.clinic.ask("PATCH", path, { approval_mode })).as(ConversationAnswer)
        .conversation;
    expect((await set("auto")).approval_mode).toBe("auto");
    await talk("phòng khám mở cửa mấy giờ", conversationId);
    expect((await saidIn(conversationId)).filter((line) => line.startsWith("ai:"))).toHaveLength(1);
    expect((await set(null)).approval_mode).toBeNull();
    await talk("cảm ơn em", conversationId);
    expect((await pendingOf(conversationId)).status).toBe("pending");
    const foreign = await world.spa.ask("PATCH", path, { approval_mode: "auto" });
    expect([foreign.status, foreign.as(ErrorBody).error]).toEqual([404, "UNKNOWN_CONVERSATION"]);
    const bad = await world.clinic.ask("PATCH", path, {});
    expect(bad.as(ErrorBody).field).toBe("approval_mode");
  });
});

test("no words of a lead, a suggestion or a person stand in the log", async () => {
  const { suggestion_id: id } = await pendingOf(await talk("dịch vụ quá tệ, gọi 0987000111"));
  await decide(id, "edit", { version: 1, text: "Dạ em xin lỗi chị, em ghi nhận ạ." });
  const log = world.logged.join("\n");
  for (const words of ["0987000111", "quá tệ", "xin lỗi chị"]) expect(log).not.toContain(words);
});
