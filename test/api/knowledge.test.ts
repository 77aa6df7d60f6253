import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { KnowledgeAnswer, KnowledgeList, TriedQuestion } from "#src/http/contract/knowledge.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
}, 60_000);
afterAll(() => world.close());

const wifi = {
  topic: "wifi",
  keywords: ["wifi", "mật khẩu mạng", "internet"],
  answer: { vi: "Wifi miễn phí ạ.", en: "Wifi is free." },
};
const search = async (question: string, language: "vi" | "en") => {
  const answer = await world.clinic.ask("POST", "/knowledge/search", { question, language });
  return answer.as(TriedQuestion).found;
};

describe("an answer", () => {
  test("is written, found, made a draft that nobody is told, and deleted", async () => {
    const { ask } = world.clinic;
    const { knowledge } = (await ask("POST", "/knowledge", wifi)).as(KnowledgeAnswer);
    const id = knowledge.knowledge_id;
    expect(await search("mat khau mang la gi?", "vi")).toEqual({
      ...{ knowledge_id: id, topic: "wifi", text: "Wifi miễn phí ạ." },
    });
    expect(await search("Do you have wifi?", "en")).toMatchObject({ text: "Wifi is free." });

    const answer = { vi: "Wifi: hoamai, không mật khẩu.", en: "Wifi: hoamai, no password." };
    await ask("PATCH", `/knowledge/${id}`, { answer });
    expect(await search("Do you have wifi?", "en")).toMatchObject({ text: answer.en });
    await ask("PATCH", `/knowledge/${id}`, { active: false });
    expect(await search("Do you have wifi?", "en")).toBeNull();
    const listed = (await ask("GET", "/knowledge")).as(KnowledgeList).knowledge;
    expect(listed.find(({ knowledge_id }) => knowledge_id === id)?.active).toBe(false);

    expect((await ask("DELETE", `/knowledge/${id}`)).status).toBe(200);
    expect((await ask("DELETE", `/knowledge/${id}`)).status).toBe(404);
  });

  test("is bounded, and its topic is told from the others", async () => {
    const { ask } = world.clinic;
    const fieldOf = async (change: object): Promise<unknown> => {
      const { status, body } = await ask("POST", "/knowledge", { ...wifi, ...change });
      return [status, JSON.stringify(body).match(/"field":"([\w.]+)"/u)?.[1]];
    };
    expect(await fieldOf({ topic: "" })).toEqual([400, "topic"]);
    expect(await fieldOf({ keywords: [] })).toEqual([400, "keywords"]);
    expect(await fieldOf({ keywords: Array(61).fill("wifi") })).toEqual([400, "keywords"]);
    expect(await fieldOf({ answer: { ...wifi.answer, en: "x".repeat(2_001) } })).toEqual([
      ...[400, "answer.en"],
    ]);
    expect(await fieldOf({ topic: "Parking" })).toEqual([409, "topic"]);
  });

  test("is not added to two hundred", async () => {
    const organization_id = world.spa.organizationId;
    const rows = Array.from({ length: 200 }, (_, place) => ({
      ...{ organization_id, id: randomUUID(), topic: `topic ${place}`, position: 100 + place },
      ...{ keywords: ["x"], answer: JSON.stringify(wifi.answer) },
    }));
    await world.db.insertInto("knowledge").values(rows).execute();
    const refused = await world.spa.ask("POST", "/knowledge", wifi);
    expect(refused).toMatchObject({ status: 409, body: { error: "CONFLICT" } });
  });
});

describe("a question", () => {
  test("about a service is answered from the catalog, and one about nothing by nothing", async () => {
    expect(await search("Cạo vôi răng giá bao nhiêu?", "vi")).toMatchObject({
      ...{ knowledge_id: null, topic: "Cạo vôi răng" },
      text: expect.stringContaining("350.000"),
    });
    expect(await search("Bạn thích bóng đá không?", "vi")).toBeNull();
  });
});
