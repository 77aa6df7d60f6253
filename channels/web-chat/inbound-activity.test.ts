import { describe, expect, test } from "vitest";

import { InboundActivity, toInboundMessage } from "./inbound-activity.ts";
import { refusals } from "./refusals.ts";

const read = (activity: object, conversationId = "c") =>
  toInboundMessage(InboundActivity.parse(activity), { conversationId, newId: () => "new" });

const deliveryOf = (activity: object, conversationId?: string) => {
  const message = read({ text: "hi", ...activity }, conversationId);
  return message !== null && "deliveryId" in message ? message.deliveryId : undefined;
};

describe("an activity of a client", () => {
  test.each([
    ["words", { text: "Tôi muốn đặt lịch" }, { text: "Tôi muốn đặt lịch", choiceId: null }],
    [
      "a pressed choice",
      { text: "9:00", value: { choiceId: "slot:1" } },
      { text: "9:00", choiceId: "slot:1" },
    ],
    ["a choice without words", { value: { choiceId: "slot:1" } }, { text: "", choiceId: "slot:1" }],
    ["the words of an imBack", { value: "Book" }, { text: "Book", choiceId: null }],
    [
      "words beside a value of someone else",
      { text: "hi", value: { x: 1 } },
      { text: "hi", choiceId: null },
    ],
  ])("says %s", (_what, activity, message) => {
    expect(read({ type: "message", ...activity })).toMatchObject(message);
  });

  test.each([
    ["typing"],
    ["event"],
    ["conversationUpdate"],
    ["endOfConversation"],
  ])("of type %s says nothing to us", (type) => expect(read({ type, text: "x" })).toBeNull());

  test.each([
    ["says nothing", {}, refusals.nothingSaid],
    ["says only white space", { text: " \n" }, refusals.nothingSaid],
    ["has a value that is no choice", { value: { choiceId: 7 } }, refusals.nothingSaid],
    ["has a file", { text: "x", attachments: [{}] }, refusals.noUploads],
    ["is too long", { text: "a".repeat(20_001) }, refusals.textTooLong],
    [
      "carries too much of its own",
      { text: "x", channelData: { note: "é".repeat(2_048) } },
      refusals.channelDataTooLarge,
    ],
  ])("is refused when it %s", (_why, activity, refusal) => {
    expect(read(activity)).toBe(refusal);
  });

  test("with the longest text is taken whole", () => {
    expect(read({ text: "a".repeat(20_000) })).toMatchObject({ text: "a".repeat(20_000) });
  });
});

describe("the name of a delivery", () => {
  const marked = { channelData: { clientActivityID: "a1" } };

  test("is the same when the client sends the activity again", () => {
    expect(deliveryOf(marked)).toBe(deliveryOf({ ...marked, text: "hi again" }));
  });

  test("is another one in another conversation, and for another activity", () => {
    expect(deliveryOf(marked)).not.toBe(deliveryOf(marked, "d"));
    expect(deliveryOf(marked)).not.toBe(deliveryOf({ channelData: { clientActivityID: "a2" } }));
  });

  test("is short and plain, whatever the client calls it", () => {
    expect(deliveryOf({ id: `\u0000${"ý".repeat(900)}` })).toMatch(/^c:[\w-]{43}$/);
  });

  test("is new when the client gives none", () => {
    expect(deliveryOf({})).toBe("c:new");
  });
});
