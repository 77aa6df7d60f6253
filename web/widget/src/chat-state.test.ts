import { describe, expect, test } from "vitest";

import type { Activity } from "./activity.ts";
import { type ChatState, emptyChat, nextState } from "./chat-state.ts";

const from = { id: "ai", role: "bot" } as const;
const me = { id: "web:1", role: "user" } as const;
const said = (id: string, text: string, difference: Partial<Activity> = {}): Activity => ({
  type: "message",
  id,
  text,
  from,
  ...difference,
});
const arrive = (state: ChatState, ...activities: Activity[]) =>
  nextState(state, { kind: "arrived", activities });
const texts = ({ messages }: ChatState) => messages.map(({ text }) => text);

const greeted = arrive(emptyChat, said("c|0000001", "Xin chào"));
const sending = nextState(greeted, { kind: "sending", key: "k", text: "9h", choiceId: "slot:1" });
const echo = said("c|0000002", "9h", { from: me, channelData: { clientActivityID: "k" } });

describe("a message of the visitor", () => {
  test("is shown at once, and once when it comes back", () => {
    expect(texts(sending)).toEqual(["Xin chào", "9h"]);
    expect(arrive(sending, echo).messages.at(-1)).toMatchObject({ key: "k", delivery: "sent" });
    expect(texts(arrive(sending, echo, echo))).toEqual(["Xin chào", "9h"]);
  });

  test("stays last while it is under way", () => {
    const overtaken = arrive(sending, said("c|0000002", "Bạn cần gì?"));
    expect(texts(overtaken)).toEqual(["Xin chào", "Bạn cần gì?", "9h"]);
  });

  test("that failed can be sent again, but not after it has arrived", () => {
    const failed = nextState(sending, { kind: "delivery", key: "k", delivery: "failed" });
    expect(failed.messages.at(-1)?.delivery).toBe("failed");
    const arrived = arrive(failed, echo);
    const late = nextState(arrived, { kind: "delivery", key: "k", delivery: "failed" });
    expect(late.messages.at(-1)?.delivery).toBe("sent");
  });
});

test("messages stand in the order of the conversation, however they come", () => {
  const mixed = arrive(greeted, said("c|0000010", "ten"), said("c|0000009", "nine"));
  expect(texts(mixed)).toEqual(["Xin chào", "nine", "ten"]);
});

describe("the sign that an answer is being written", () => {
  const typing = arrive(greeted, { type: "typing", id: "", from });

  test("stays while the visitor's own message comes back", () => {
    expect(arrive(typing, echo).typing).toBe(true);
  });

  test("ends with the answer", () => {
    expect(arrive(typing, said("c|0000003", "Dạ")).typing).toBe(false);
  });
});

test("what is neither a message nor typing changes nothing", () => {
  expect(arrive(greeted, said("c|0000004", "", { type: "event" }))).toEqual(greeted);
});

test("an offer has its choices, a sales agent their own name", () => {
  const actions = [{ title: "9:00", value: { choiceId: "slot:1" } }];
  const offer = said("c|0000002", "Chọn giờ", {
    from: { id: "sales", role: "bot" },
    suggestedActions: { actions },
  });
  expect(arrive(greeted, offer).messages.at(-1)).toMatchObject({
    from: "sales",
    choices: [{ id: "slot:1", label: "9:00" }],
  });
});
