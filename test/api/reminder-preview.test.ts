import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ReminderPreview } from "#src/http/contract/reminder-preview.ts";
import { openEmptyHouse } from "./empty-house.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
}, 60_000);
afterAll(() => world.close());

const preview = async (body: object) =>
  (await world.clinic.ask("POST", "/reminders/preview", body)).as(ReminderPreview);

test("says what leads are told, in both languages, with the buttons they get", async () => {
  const serviceId = await world.clinic.service("Cạo vôi răng");
  const { words, sample, due_at } = await preview({
    ...{ kind: "day_before", reminder: { minutes: 1_440 }, serviceId },
  });
  expect(sample).toMatchObject({
    service_name: "Cạo vôi răng",
    starts_at: "2026-03-16T03:00:00.000Z",
  });
  expect(due_at).toBe("2026-03-15T03:00:00.000Z");
  expect(words.vi.text).toContain("Cạo vôi răng");
  expect(words.en.text).toContain("Teeth cleaning");
  expect(words.en.text).toMatch(/Will you be there\?$/u);
  expect(words.vi.choices).toHaveLength(2);
});

test("fills the blanks of one's own words, which stand in for the language that has none", async () => {
  const text = { en: "Dear guest, {business} awaits you at {location} with {provider}: {time}." };
  const { words } = await preview({ kind: "soon", reminder: { minutes: 120, text } });
  expect(words.en.text).toMatch(/^Dear guest, Nha khoa Hoa Mai awaits you at Quận 1 with BS\. /u);
  expect(words.en.text).not.toContain("{");
  expect(words.vi.text).toMatch(/^Dear guest, Nha khoa Hoa Mai/u);
});

test("tells nothing at night, and never what has no words or comes too late", async () => {
  // Seven in the morning waits until quiet hours end.
  const early = await preview({ kind: "soon", reminder: { minutes: 180 } });
  expect(early.due_at).toBe("2026-03-16T01:00:00.000Z");
  // Eleven at night would wait until the next one, of eight, is due.
  const late = await preview({ kind: "day_before", reminder: { minutes: 11 * 60 } });
  expect(late.due_at).toBeNull();
  expect((await preview({ kind: "prepare", reminder: { days: 2 } })).due_at).toBeNull();
  const text = { vi: "Ăn nhẹ trước.", en: "Eat something light." };
  const prepare = await preview({ kind: "prepare", reminder: { days: 2, text } });
  expect(prepare.due_at).toBe("2026-03-14T03:00:00.000Z");
  expect(prepare.words.vi.text).toContain("Ăn nhẹ trước.");
});

test.each([
  "missed",
  "feedback",
  "recall",
  "reengage",
] as const)("plans what follows an appointment, such as %s", async (kind) => {
  const { due_at, words } = await preview({ kind, reminder: { days: 3 } });
  expect(due_at).toMatch(/^2026-03-19T/u);
  expect(words.vi.text).not.toBe(words.en.text);
});

test("needs a service that is offered, and words with no blanks but its own", async () => {
  const { ask } = world.clinic;
  const reminder = { minutes: 60 };
  const unknown = { kind: "soon", reminder, serviceId: randomUUID() };
  expect(await ask("POST", "/reminders/preview", unknown)).toMatchObject({
    ...{ status: 404, body: { error: "UNKNOWN_SERVICE" } },
  });
  const text = { vi: "Hẹn gặp lúc {giờ}" };
  const wrong = await ask("POST", "/reminders/preview", {
    ...{ kind: "soon", reminder: { ...reminder, text } },
  });
  expect(wrong.status).toBe(400);
  const house = await openEmptyHouse(world);
  const nothing = await house.ask("POST", "/reminders/preview", { kind: "soon", reminder });
  expect(nothing.status).toBe(409);
});
