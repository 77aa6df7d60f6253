import { describe, expect, test } from "vitest";

import type { TranscriptMessage } from "../../src/conversation/channel.ts";
import { toActivitySet } from "./outbound-activity.ts";

const audience = { conversationId: "c", user: "web:1" };
const message = (difference: Partial<TranscriptMessage>): TranscriptMessage => ({
  id: "m",
  seq: 3,
  author: "ai",
  text: "Xin chào",
  choiceId: null,
  choices: [],
  channelData: null,
  reactions: {},
  at: new Date("2026-03-01T10:00:00Z"),
  ...difference,
});

const activity = (difference: Partial<TranscriptMessage>) =>
  toActivitySet([message(difference)], audience, 0).activities[0];

describe("a message as an activity", () => {
  test("of the lead comes back as theirs, with their data as it was", () => {
    const channelData = { clientActivityID: "a1" };
    expect(activity({ author: "lead", channelData })).toMatchObject({
      id: "c|0000003",
      timestamp: "2026-03-01T10:00:00.000Z",
      from: { id: "web:1", role: "user" },
      channelData,
    });
  });

  test.each(["ai", "sales", "system"] as const)("of %s comes from the house", (author) => {
    expect(activity({ author })?.from).toMatchObject({ id: author, role: "bot" });
  });

  test("offers its choices with words and a value", () => {
    const offered = activity({ choices: [{ id: "slot:1", label: "9:00" }] });
    expect(offered?.suggestedActions?.actions).toEqual([
      {
        type: "messageBack",
        title: "9:00",
        text: "9:00",
        displayText: "9:00",
        value: { choiceId: "slot:1" },
      },
    ]);
  });

  test("is plain text and answers no other activity", () => {
    const plain = activity({});
    expect(plain).toMatchObject({ textFormat: "plain" });
    expect(plain).not.toHaveProperty("replyToId");
    expect(plain).not.toHaveProperty("suggestedActions");
    expect(plain).not.toHaveProperty("channelData");
  });
});

describe("the watermark", () => {
  test("is the last message's", () => {
    const set = toActivitySet([message({ seq: 3 }), message({ seq: 5 })], audience, 2);
    expect(set.watermark).toBe("5");
  });

  test("stays when there is none", () => {
    expect(toActivitySet([], audience, 2)).toEqual({ activities: [], watermark: "2" });
  });
});
