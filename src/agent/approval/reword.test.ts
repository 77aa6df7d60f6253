import { describe, expect, test } from "vitest";

import type { Rendered } from "../replies/render-reply.ts";
import { reword } from "./reword.ts";

const question: Rendered = {
  text: "Shall I book Cleaning: Tue, Feb 10, 09:00?",
  choices: [{ id: "yes:hash", label: "Confirm" }],
  asked: {
    kind: "confirm_slot",
    ...{ bookingId: "b1", slotId: "s1", label: "Tue, Feb 10, 09:00" },
    ...{ start: "2026-02-10T09:00:00Z", provider: "Dr. Lee", shownHash: "hash" },
  },
};

const list: Rendered = {
  text: "1. Tue, Feb 10, 09:00\n2. Wed, Feb 11, 10:00\nWhich one?",
  choices: [
    { id: "s1", label: "Tue, Feb 10, 09:00" },
    { id: "s2", label: "Wed, Feb 11, 10:00" },
  ],
  asked: { kind: "choose_slot", bookingId: "b1", options: [] },
};

describe("a reply in other words", () => {
  test("keeps the question for a yes where it stands word by word", () => {
    const text = `Hello Lan! ${question.text}`;
    expect(reword(question, text)).toEqual({ ...question, text });
  });

  test("asks for no yes where the question was changed", () => {
    const text = "Shall I book Cleaning: Tue, Feb 10, 10:00?";
    expect(reword(question, text)).toEqual({ text, choices: [], asked: null });
  });

  test("keeps the buttons of choices it still shows, in their order", () => {
    const text = "Free are Tue, Feb 10, 09:00 and Wed, Feb 11, 10:00.";
    expect(reword(list, text)).toEqual({ ...list, text });
    const turned = "Free are Wed, Feb 11, 10:00 and Tue, Feb 10, 09:00.";
    expect(reword(list, turned)).toEqual({ text: turned, choices: [], asked: null });
    expect(reword(list, "Only Tue, Feb 10, 09:00.").asked).toBeNull();
  });

  test("that asks nothing stays one that asks nothing", () => {
    const plain = { text: "Thank you.", choices: [], asked: null };
    expect(reword(plain, "Thanks!")).toEqual({ ...plain, text: "Thanks!" });
  });
});
