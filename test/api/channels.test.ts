import { expect, test } from "vitest";

import {
  ConversationAnswer,
  ConversationList,
  ErrorBody,
  MessageAnswer,
  MessageList,
} from "#src/http/contract.ts";
import { webChat } from "../../channels/web-chat/index.ts";
import { openApiWorld } from "./world.ts";

test("what is said in a channel of this server is read through the API", async () => {
  const world = await openApiWorld({}, [webChat]);
  const directLine = (url: string, bearer: string, payload: object = {}) =>
    world.http.inject({
      method: "POST",
      url: `/v3/directline${url}`,
      headers: { authorization: `Bearer ${bearer}`, origin: "https://clinic.example" },
      payload,
    });
  const opened = await directLine("/conversations", "nha-khoa-hoa-mai");
  expect(opened.statusCode).toBe(201);
  expect(opened.headers["access-control-allow-origin"]).toBe("*");
  const { conversationId, token } = opened.json();
  const url = `/conversations/${conversationId}/activities`;
  const said = await directLine(url, token, { type: "message", text: "Em muốn đặt lịch" });
  expect(said.statusCode).toBe(200);

  const { conversations } = (await world.clinic.ask("GET", "/conversations")).as(ConversationList);
  expect(conversations).toMatchObject([{ conversation_id: conversationId, channel: "web-chat" }]);
  const path = `/conversations/${conversationId}/messages`;
  const { messages } = (await world.clinic.ask("GET", path)).as(MessageList);
  expect(messages.map(({ author, text }) => [author, text])).toEqual([
    ["ai", "Xin chào!"],
    ["lead", "Em muốn đặt lịch"],
  ]);
  const log = world.logged.join("");
  expect(log).not.toContain(token);
  expect(log).not.toContain("đặt lịch");
  expect((await directLine("/conversations", world.spa.key)).statusCode).toBe(201);
  await world.close();
});

test("a person's own words are said once, and the agent says nothing any more", async () => {
  const world = await openApiWorld({}, [webChat]);
  const opened = await world.http.inject({
    method: "POST",
    url: "/v3/directline/conversations",
    headers: { authorization: "Bearer nha-khoa-hoa-mai" },
    payload: {},
  });
  const { conversationId } = opened.json();
  const path = `/conversations/${conversationId}/messages`;
  const key = { "idempotency-key": "words-1" };
  const words = { text: "Chào bạn, mình là Hoa ở phòng khám." };
  const say = (body: object, headers: Record<string, string> = key) =>
    world.clinic.ask("POST", path, body, headers);
  const first = await say(words);
  expect(first.status).toBe(201);
  const { message } = first.as(MessageAnswer);
  expect(message).toMatchObject({ author: "sales", text: words.text });
  expect((await say(words)).as(MessageAnswer)).toEqual({ success: true, message });
  expect((await say({ text: "khác" })).as(ErrorBody).error).toBe("IDEMPOTENCY_KEY_REUSED");
  const { messages } = (await world.clinic.ask("GET", path)).as(MessageList);
  expect(messages.map(({ author }) => author)).toEqual(["ai", "sales"]);
  const back = await world.clinic.ask("POST", `/conversations/${conversationId}/hand-back`);
  expect(back.as(ConversationAnswer).conversation).toMatchObject({ owner: "ai" });
  expect((await world.spa.ask("POST", path, words)).as(ErrorBody).error).toBe(
    "UNKNOWN_CONVERSATION",
  );
  expect((await say({ text: "  " }, {})).as(ErrorBody).error).toBe("INVALID_INPUT");
  await world.close();
});
