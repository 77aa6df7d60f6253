import { expect, test } from "vitest";

import { ConversationList, MessageList } from "#src/http/contract.ts";
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
