import { describe, expect, test } from "vitest";

import type { ActRow } from "./act-row.ts";
import type { DialogueRow } from "./dialogue-row.ts";
import { confusion, isReached, type Measure, measure } from "./measures.ts";
import { scoreUtterance } from "./score-act.ts";
import { scoreDialogue } from "./score-dialogue.ts";
import { scoreTime, type TimeScore } from "./score-time.ts";
import type { TimeRow } from "./time-row.ts";

const said = (text: string, means: Partial<TimeRow>): TimeRow => ({
  ...{ id: "1", lang: "en", text, reference_time: "2024-05-07T10:00:00+07:00" },
  ...{ kind: "instant", grain: "day", value: null, to: null, to_spoken: null },
  ...{ booking_relevant: true, ...means },
});

describe("a row of times", () => {
  const rows: readonly (readonly [string, Partial<TimeRow>, TimeScore])[] = [
    ["tomorrow", { value: "2024-05-08T00:00:00" }, "right"],
    ["tomorrow", { value: "2024-05-09T00:00:00" }, "wrong"],
    ["tomorrow", { kind: "open_interval_after", value: "2024-05-08T00:00:00" }, "wrong"],
    ["tomorrow", { kind: "none" }, "wrong"],
    ["thanks a lot", { kind: "none" }, "right"],
    ["thanks a lot", { value: "2024-05-08T00:00:00" }, "missed"],
    ["mai 9h", { lang: "vi", grain: "minute", value: "2024-05-08T09:00:00" }, "right"],
    ["mai 9h", { lang: "vi", grain: "minute", value: "2024-05-08T21:00:00" }, "wrong"],
    ["31/2", { lang: "vi", value: "2024-05-08T00:00:00" }, "asked_back"],
    [
      "12 to 14 June",
      { kind: "interval", value: "2024-06-12T00:00:00", to_spoken: "2024-06-14T00:00:00" },
      "right",
    ],
    [
      "12 to 14 June",
      { kind: "interval", value: "2024-06-12T00:00:00", to_spoken: "2024-06-15T00:00:00" },
      "wrong",
    ],
    [
      "tomorrow evening",
      {
        ...{ kind: "interval", grain: "hour", value: "2024-05-08T17:00:00" },
        to: "2024-05-08T22:00:00",
      },
      "right",
    ],
    [
      "tomorrow evening",
      {
        ...{ kind: "interval", grain: "hour", value: "2024-05-08T06:00:00" },
        to: "2024-05-08T11:00:00",
      },
      "wrong",
    ],
  ];
  test.each(rows)("%s, meant as %o, is %s", (text, means, score) => {
    expect(scoreTime(said(text, means))).toBe(score);
  });
});

const spoken = (text: string, primary_act: string, wants: Record<string, string> = {}): ActRow => ({
  ...{ id: "1", text, primary_act, acts: [primary_act], reference_date: "2024-05-07" },
  slots: Object.entries(wants).map(([slot, canonical]) => ({ slot, text: "", canonical })),
});

const date = { appointment_date: "2024-05-08" };
const both = { ...date, appointment_time: "14:30" };
const proposal = Object.entries(both).map(([slot, canonical]) => ({ slot, text: "", canonical }));
const answer = (text: string, act: string): ActRow => ({
  ...spoken(text, act),
  system_proposed: proposal,
});

test("an utterance counts whole: its date and its time", () => {
  const text = "tomorrow at 2:30 pm";
  expect(scoreUtterance(spoken(text, "INFORM", both))).toBe("right");
  expect(scoreUtterance(spoken(text, "INFORM", date))).toBe("right");
  expect(scoreUtterance(spoken("tomorrow", "INFORM", both))).toBe("wrong");
  expect(scoreUtterance(spoken("hello", "INFORM", both))).toBe("missed");
  expect(scoreUtterance(spoken(text, "INFORM", { city: "Huế" }))).toBeNull();
});

const dialogue = (...lead: readonly string[]): DialogueRow => ({
  ...{ dialogue_id: "1", reference_date: "2024-05-07", booking_calls: [{ ...both }] },
  turns: [
    ...lead.map((utterance) => ({ speaker: "USER" as const, utterance })),
    { speaker: "SYSTEM", utterance: "Booked.", service_call: { parameters: both } },
    { speaker: "USER", utterance: "Could it be Friday at 9 am?" },
  ],
});

test("a dialogue counts by what stands when it is booked", () => {
  expect(scoreDialogue(dialogue("tomorrow at 4 pm", "make it 2:30 pm"))).toBe("right");
  expect(scoreDialogue(dialogue("tomorrow at 4 pm"))).toBe("wrong");
  expect(scoreDialogue(dialogue("tomorrow"))).toBe("missed");
});

test("a yes is counted apart from what must not be heard as one", () => {
  const acts = [
    answer("Yes, that's right", "AFFIRM"),
    answer("No, make it 4 pm", "NEGATE"),
    answer("Yes please", "NEGATE"),
  ];
  const byName = new Map(measure({ times: [], acts, dialogues: [] }).map((one) => [one.name, one]));
  expect(byName.get("yes to a proposal")?.counts).toMatchObject({ right: 1, missed: 0 });
  const no = byName.get("no to a proposal");
  expect(no?.counts).toMatchObject({ right: 1, wrong: 1 });
  expect(no && isReached(no)).toBe(false);
  expect(confusion(acts).AFFIRM).toEqual({ affirm: 1 });
});

test("a share is reached by rows alone: of none, nothing is", () => {
  const nothing = { right: 0, asked_back: 0, missed: 0, wrong: 0 };
  const some: Measure = { name: "", counts: { ...nothing, right: 9, wrong: 1 }, leastRight: 0.9 };
  expect(isReached(some)).toBe(true);
  expect(isReached({ ...some, mostWrong: 0.09 })).toBe(false);
  expect(isReached({ ...some, counts: nothing })).toBe(false);
});
