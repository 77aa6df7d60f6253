import { expect, test } from "vitest";

import { EvalCase } from "../case.ts";
import type { EndBooking, Play } from "../play/play.ts";
import { endState } from "./end-state.ts";
import { toldTime } from "./told-time.ts";

const booking: EndBooking = {
  ...{ id: "b", service: "Khám", provider: "BS. An", location: "Quận 1", state: "SLOT_CONFIRMED" },
  ...{ start: "2026-02-06 09:00", startForLead: "2026-02-06 11:00", moved: 0, participants: 1 },
  answers: { history: "dị ứng penicillin" },
};

const playOf = (difference: Partial<Play["end"]> = {}, said = ""): Play => ({
  ...{ caseId: "c", trial: 1, names: [], invalid: null },
  turns: [
    {
      ...{ step: 0, wrote: ["hi"], pressed: false, ms: 1, trace: null, untrue: [], leaked: [] },
      ...{ owner: "ai", optedOut: false },
      replies: [{ seq: 2, text: said, choices: [], author: "ai", answers: true }],
    },
  ],
  end: {
    ...{ bookings: [booking], owner: "waiting", optedOut: false, waitlist: 0, othersChanged: 0 },
    lead: { name: "Lan", phone: "+84901234567", email: null },
    attempts: [
      {
        ...{ bookingId: "b", from: "SLOT_PROPOSED", to: "SLOT_CONFIRMED", by: "customer" },
        ...{ allowed: true, agreed: null },
      },
    ],
    ...difference,
  },
});

const caseOf = (expected: object): EvalCase =>
  EvalCase.parse({
    ...{ id: "c", why: "so that it is known", tags: ["t"], locale: "vi", talk: [{ say: "hi" }] },
    expect: { language: "vi", bookings: [], owner: "waiting", ...expected },
  });

const found = (wanted: object): readonly string[] =>
  endState.score(caseOf({ bookings: [{ state: "SLOT_CONFIRMED", ...wanted }] }), playOf());

test.each([
  { provider: "BS. Bình|BS. An" },
  { dates: ["2026-02-06", "2026-02-07"], between: ["08:00", "12:00"] },
  { date: "2026-02-06" },
  { answers: { history: "penicillin" } },
])("%j is the booking that is there", (wanted) => {
  expect(found(wanted)).toEqual([]);
});

test.each([
  { provider: "BS. Bình" },
  { provider: "An" },
  { dates: ["2026-02-07", "2026-02-08"] },
  { date: "2026-02-07" },
  { between: ["09:30", "12:00"] },
  { answers: { history: "aspirin" } },
  { answers: { other: "penicillin" } },
])("%j is not", (wanted) => {
  expect(found(wanted)).toHaveLength(2);
});

test("any of several owners is right, and no other; so is what is known of the lead", () => {
  const bookings = [{ state: "SLOT_CONFIRMED" }];
  const score = (expected: object) => endState.score(caseOf({ bookings, ...expected }), playOf());
  expect(score({ owner: ["ai", "waiting"] })).toEqual([]);
  expect(score({ owner: ["ai", "human"] })).toEqual([
    "the conversation is with waiting, not ai or human",
  ]);
  expect(score({ lead: { phone: "+84901234567" } })).toEqual([]);
  expect(score({ lead: { phone: "+84987654321" } })).toHaveLength(1);
});

test("the time was told on the house's clock or on the lead's, and on no third", () => {
  const score = (said: string) => toldTime.score(caseOf({}), playOf({}, said));
  expect(score("Thứ 6, 06/02, 09:00")).toEqual([]);
  expect(score("Thứ 6, 06/02, 11:00 (Asia/Tokyo)")).toEqual([]);
  expect(score("Thứ 6, 06/02, 10:00")).toHaveLength(1);
});
