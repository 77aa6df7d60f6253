import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOpenAiAnswer } from "./openai-answer.ts";

async function* stream(...chunks: readonly unknown[]): AsyncGenerator<unknown> {
  yield* chunks;
}

const delta = (fields: Record<string, unknown>, finish: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});
const end = (reason = "stop") => delta({}, reason);
const calls = (...pieces: readonly unknown[]) => delta({ tool_calls: pieces });
const read = (...chunks: readonly unknown[]) => readOpenAiAnswer(stream(...chunks), new Set());

describe("an answer in pieces", () => {
  it("is the same however its text and its arguments are cut", async () => {
    const written = {
      date: "2026-11-24",
      notes: "Chị Hoa, răng số 8 🦷",
      nested: [1, { a: null }],
    };
    const cuts = fc.array(fc.nat({ max: 80 }), { maxLength: 10 });
    const cutAt = (text: string, places: readonly number[]) =>
      [0, ...places.toSorted((a, b) => a - b)].map((from, n, all) => text.slice(from, all[n + 1]));
    await fc.assert(
      fc.asyncProperty(cuts, cuts, fc.boolean(), async (textCuts, cutsOfArguments, indexed) => {
        const at = indexed ? { index: 0 } : {};
        const { text, toolCalls } = await read(
          ...cutAt("Dạ, em xem lịch ạ", textCuts).map((content) => delta({ content })),
          calls({ ...at, id: "c1", function: { name: "create_booking", arguments: "" } }),
          ...cutAt(JSON.stringify(written), cutsOfArguments).map((piece) =>
            calls({ ...at, function: { arguments: piece } }),
          ),
          end("tool_calls"),
        );
        expect(text).toBe("Dạ, em xem lịch ạ");
        expect(toolCalls).toEqual([{ id: "c1", name: "create_booking", arguments: written }]);
      }),
    );
  });

  it.each([
    ["by index", { index: 0, id: "a" }, { index: 1, id: "b" }],
    ["by id under one index", { index: 0, id: "a" }, { index: 0, id: "b" }],
    ["by id without an index", { id: "a" }, { id: "b" }],
    ["by index without ids", { index: 0 }, { index: 1 }],
    ["by nothing but whole calls", {}, {}],
  ])("tells two calls of one tool apart %s", async (_how, first, second) => {
    const { toolCalls } = await read(
      calls(
        { ...first, function: { name: "find", arguments: '{"day":1}' } },
        { ...second, function: { name: "find", arguments: '{"day":2}' } },
      ),
      end(),
    );
    expect(toolCalls.map((call) => call.arguments)).toEqual([{ day: 1 }, { day: 2 }]);
    expect(new Set(toolCalls.map((call) => call.id)).size).toBe(2);
  });

  it("keeps one call together when every piece repeats its name and an empty id", async () => {
    const { toolCalls } = await read(
      calls({ index: 0, id: "a", function: { name: "find", arguments: '{"da' } }),
      calls({ index: 0, id: "", function: { name: "find", arguments: 'y":1}' } }),
      end(),
    );
    expect(toolCalls).toEqual([{ id: "a", name: "find", arguments: { day: 1 } }]);
  });

  it("takes arguments that arrive parsed, and none at all, as what they mean", async () => {
    const { toolCalls } = await read(
      calls({ index: 0, id: "a", function: { name: "find", arguments: { day: 1 } } }),
      calls({ index: 1, id: "b", function: { name: "get_services", arguments: "" } }),
      end("tool_calls"),
    );
    expect(toolCalls.map((call) => call.arguments)).toEqual([{ day: 1 }, {}]);
  });

  it("does not take arguments that were cut off before they began for none", async () => {
    const { toolCalls } = await read(
      calls({ index: 0, id: "a", function: { name: "find", arguments: "" } }),
      end("length"),
    );
    expect(toolCalls[0]?.arguments).toBeUndefined();
  });

  it("never uses a call id twice in a conversation", async () => {
    const chunks = stream(
      calls(
        { index: 0, id: "call_2", function: { name: "a", arguments: "{}" } },
        { index: 1, id: "old", function: { name: "b", arguments: "{}" } },
        { index: 2, id: "x".repeat(5000), function: { name: "c", arguments: "{}" } },
      ),
      end(),
    );
    const { toolCalls } = await readOpenAiAnswer(chunks, new Set(["old"]));
    const ids = toolCalls.map((call) => call.id);
    expect(new Set([...ids, "old"]).size).toBe(4);
    expect(ids[0]).toBe("call_2");
  });
});

describe("an answer without bounds", () => {
  it("is cut at 8 000 characters, not through an emoji, and read no further", async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<unknown> {
      for (;;) {
        asked += 1;
        yield delta({ content: `${"🦷".repeat(500)}a` });
      }
    }
    const { text } = await readOpenAiAnswer(endless(), new Set());
    expect(text?.length).toBeLessThanOrEqual(8000);
    expect(text?.isWellFormed()).toBe(true);
    expect(asked).toBe(8);
  });

  it("has at most eight calls, the first eight, whole", async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      calls({ index: n, id: `c${n}`, function: { name: "find", arguments: `{"n":${n}}` } }),
    );
    const { toolCalls } = await read(...many, end("tool_calls"));
    expect(toolCalls.map((call) => call.arguments)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({ n })),
    );
  });

  it("has no arguments when they are longer than 16 Ki characters", async () => {
    const { toolCalls } = await read(
      calls({
        index: 0,
        id: "a",
        function: { name: "find", arguments: `{"a":"${"x".repeat(20_000)}"}` },
      }),
      end(),
    );
    expect(toolCalls).toEqual([{ id: "a", name: "find", arguments: undefined }]);
  });
});

describe("an answer that is none", () => {
  it.each([
    ["a content filter", [delta({ content: "Giá là" }), end("content_filter")], "rejected"],
    ["a refusal", [delta({ refusal: "I cannot" }), end()], "rejected"],
    ["no chunk", [], "malformed"],
    ["a chunk of another protocol", [{ choices: [{ delta: { content: 7 } }] }], "malformed"],
    ["a chunk that is no object", ["hello"], "malformed"],
    ["an end without a reason", [delta({ content: "Em đã đặt" })], "unavailable"],
  ])("is an error: %s", async (_what, chunks, kind) => {
    await expect(read(...chunks)).rejects.toMatchObject({ name: "ModelError", kind });
  });
});

describe("a booking marker in the text", () => {
  const marker =
    "Xong ạ.\n[BOOKING_CONFIRMATION]\n- Date: 2026-11-24\n- Time: 09:00\n- Subject: Khám";

  it("is a create_booking call of a model that cannot call", async () => {
    const { text, toolCalls } = await read(delta({ content: marker }), end());
    expect(text).toBe("Xong ạ.");
    expect(toolCalls).toEqual([
      {
        id: expect.stringMatching(/^call_/),
        name: "create_booking",
        arguments: { date: "2026-11-24", time: "09:00", notes: "Khám" },
      },
    ]);
  });

  it("adds nothing beside a real call, and leaves the text all the same", async () => {
    const { text, toolCalls } = await read(
      delta({ content: marker }),
      calls({ index: 0, id: "a", function: { name: "find", arguments: "{}" } }),
      end(),
    );
    expect(text).toBe("Xong ạ.");
    expect(toolCalls.map((call) => call.name)).toEqual(["find"]);
  });
});
