import { describe, expect, test } from "vitest";
import { stopwatch } from "#src/clock.ts";

import { openTestDatabase } from "../../test/database.ts";
import { EvalCase } from "../case.ts";
import { scriptedLead } from "../lead/lead-driver.ts";
import type { Play } from "../play/play.ts";
import { playCase } from "../play/play-case.ts";
import type { TurnsOf } from "../play/stage.ts";
import { faultsIn } from "../scorers/index.ts";
import { badAgents, goodTurns, prompt } from "./bad-agents.ts";

const play = async (evalCase: EvalCase, turnsOf: TurnsOf): Promise<Play> => {
  const ground = await openTestDatabase();
  try {
    return await playCase({
      ...{ ground, evalCase, trial: 1, turnsOf, faults: { next: null } },
      ...{ lead: scriptedLead(evalCase.talk ?? []), prompt: prompt.text, elapsed: stopwatch() },
    });
  } finally {
    await ground.close();
  }
};

const toCleaning = { service: "Cạo vôi răng", state: "SLOT_CONFIRMED", start: "2026-02-11 09:00" };

const booking = EvalCase.parse({
  id: "booking",
  why: "A wish, a hesitation, the wish again and a yes: whatever goes wrong shows.",
  ...{ tags: ["graders"], locale: "vi" },
  talk: [
    { say: "em muốn cạo vôi răng 9h sáng thứ 4 tuần sau" },
    { say: "để chị xem lại đã nhé" },
    { say: "9h sáng thứ 4 tuần sau đi em" },
    { say: "vâng ạ" },
  ],
  expect: { language: "vi", bookings: [toCleaning] },
});

const stopping = EvalCase.parse({
  id: "stopping",
  why: "Who asked not to be written to is not told of a cancelled appointment by chat either.",
  ...{ tags: ["graders"], locale: "vi" },
  given: {
    bookings: [
      {
        ref: "old",
        service: "Trám răng",
        start: "2026-02-12 10:00",
        provider: "BS. Nguyễn Văn An",
      },
    ],
  },
  talk: [
    { say: "chào em" },
    { say: "STOP" },
    {
      meanwhile: {
        ...{ does: "closes", provider: "BS. Nguyễn Văn An" },
        ...{ from: "2026-02-12 08:00", until: "2026-02-12 18:00" },
      },
    },
  ],
  expect: {
    ...{ language: "vi", opted_out: true, owner: "waiting" },
    bookings: [{ service: "Trám răng", state: "SLOT_CONFIRMED" }],
  },
});

describe("the scorers", () => {
  test.each([booking, stopping])("find nothing wrong with a good agent: $id", async (evalCase) => {
    expect(faultsIn(evalCase, await play(evalCase, goodTurns))).toEqual([]);
  });

  test.each(Object.entries(badAgents))("catch an agent that %s", async (_what, bad) => {
    const evalCase = bad.caughtBy === "opt-out honoured" ? stopping : booking;
    const played = await play(evalCase, bad.turnsOf);
    const faults = faultsIn(evalCase, played);
    expect(faults.map(({ scorer }) => scorer)).toContain(bad.caughtBy);
  });
});

const paths: Readonly<Record<string, readonly unknown[]>> = {
  "in one sentence": [{ say: "cạo vôi răng 9h sáng thứ 4 tuần sau" }, { say: "vâng" }],
  "step by step": [
    { say: "chào em" },
    { say: "chị muốn cạo vôi răng" },
    { say: "thứ 4 tuần sau lúc 9 giờ sáng" },
    { say: "ok em" },
  ],
  "with buttons": [{ say: "cạo vôi răng thứ 4 tuần sau lúc 9h sáng" }, { press: "Xác nhận" }],
  "after a digression": [
    { say: "cạo vôi răng 9h sáng thứ 4 tuần sau" },
    { say: "giá bao nhiêu em" },
    { say: "9h sáng thứ 4 tuần sau" },
    { say: "đồng ý" },
  ],
  "after a change of mind": [
    { say: "tẩy trắng răng 10h sáng thứ 5 tuần sau" },
    { say: "à thôi cạo vôi răng 9h sáng thứ 4 tuần sau đi" },
    { say: "đúng rồi" },
  ],
};

describe("different good ways to the same end", () => {
  test.each(Object.entries(paths))("%s: pass", async (_way, talk) => {
    const way = EvalCase.parse({
      ...{ id: "same-end", why: "Whatever way leads there, the end is what counts." },
      ...{ tags: ["graders"], locale: "vi", talk },
      expect: {
        language: "vi",
        bookings: [toCleaning],
      },
    });
    expect(faultsIn(way, await play(way, goodTurns))).toEqual([]);
  });
});
