import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { ModelPrompt, TextModel } from "#src/agent/model/chat-model.ts";
import { loadPrompt } from "#src/agent/prompts.ts";
import { EvalCase } from "../case.ts";
import type { PlayedTurn } from "../play/play.ts";
import { simulatedLead } from "./simulated-lead.ts";

const prompt = loadPrompt(path.join(import.meta.dirname, "../../prompts/simulated-lead.md"));

const evalCase = EvalCase.parse({
  ...{ id: "played", why: "A lead that is played keeps to its facts.", tags: ["x"], locale: "vi" },
  persona: {
    ...{ wants: "Cạo vôi răng vào chiều thứ 6", opening: "chào em", times: ["chiều thứ 6"] },
    facts: { name: "Nguyễn Thị Hạnh", phone: "0901234567" },
    hidden: { allergy: "dị ứng penicillin" },
    turns: 4,
  },
  expect: { language: "vi", bookings: [] },
});

const reply = (text: string, choices: readonly string[] = []): PlayedTurn => ({
  ...{ step: 0, wrote: ["chào em"], pressed: false, ms: 1, trace: null, untrue: [], leaked: [] },
  ...{ owner: "ai", optedOut: false },
  replies: [{ seq: 2, text, choices: [...choices], author: "ai", answers: true }],
});

const play = async (says: string, heard: readonly PlayedTurn[]) => {
  const asked: ModelPrompt[] = [];
  const model: TextModel = {
    name: "actor",
    respond: async (request) => {
      asked.push(request);
      return { text: says, toolCalls: [], usage: { inputTokens: 1, outputTokens: 1 } };
    },
  };
  const lead = simulatedLead({ evalCase, model, prompt, zone: "Asia/Ho_Chi_Minh" });
  const step = await lead.next(heard);
  return { step, invalid: lead.invalid(), asked };
};

describe("a lead played by a model", () => {
  test("opens with the words of the persona, without asking anybody", async () => {
    const { step, asked } = await play("", []);
    expect(step).toEqual({ say: "chào em" });
    expect(asked).toEqual([]);
  });

  test.each([
    ["em tên Nguyễn Thị Hạnh, 0901234567"],
    ["chiều thứ 6 nhé em"],
    ["chị không rõ, em chọn giúp chị"],
    ["ok lấy 14:30 thứ 6 đi em"],
  ])("may say what it is given or was offered: %s", async (says) => {
    const heard = [reply("Dạ còn 14:30 thứ 6, 06/02. Bạn chọn giờ nào ạ?")];
    expect(await play(says, heard)).toMatchObject({ step: { say: says }, invalid: null });
  });

  test.each([
    ["số của chị là 0912345678", "phone"],
    ["email hanh@example.com nha", "e-mail"],
    ["chị muốn sáng chủ nhật", "time"],
    ["chị tên là Trần Thu Trang", "name"],
  ])("is invalid when it makes something up: %s", async (says, what) => {
    const { step, invalid } = await play(says, [reply("Bạn cho em xin thêm thông tin ạ?")]);
    expect(step).toBeNull();
    expect(invalid).toContain(what);
  });

  test("ends when it says so, and at its last turn", async () => {
    expect((await play("###END###", [reply("Đã đặt.")])).step).toBeNull();
    const turns = Array.from({ length: 4 }, () => reply("Dạ?"));
    expect((await play("thêm nữa", turns)).step).toBeNull();
  });

  test("hears buttons, and itself as the other side", async () => {
    const { asked } = await play("ok", [reply("Chọn giờ nào ạ?", ["14:30"])]);
    expect(asked[0]?.messages.map(({ role }) => role)).toEqual(["lead", "agent", "lead"]);
    expect(JSON.stringify(asked[0]?.messages)).toContain("[14:30]");
  });
});
