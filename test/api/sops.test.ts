import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";

import {
  ActionAnswer,
  ActionList,
  Checklist,
  ErrorBody,
  SopAnswer,
  SopList,
  type SopRecord,
  SopVersionList,
} from "#src/http/contract.ts";
import { bookAtClinic, leadOf } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const words = (en: string) => ({ en, vi: `${en} (vi)` });

const cleaning = async () => ({
  name: "Before a cleaning",
  serviceIds: [await world.clinic.service("Cạo vôi")],
  questions: [
    {
      ...{ field: "pregnant", type: "yes_no", scope: "booking" },
      question: words("Are you pregnant?"),
      accepts: ["no"],
      otherwise: { say: words("Please see your doctor first."), next: "refuse" },
    },
    {
      ...{ field: "last_cleaning_months", type: "number", scope: "booking", before: null },
      question: words("How many months ago was your last cleaning?"),
      range: { least: 0, most: 240 },
    },
  ],
  preparations: [{ days: 3, text: words("Please eat before {service}.") }],
});

const add = async (): Promise<z.output<typeof SopRecord>> =>
  (await world.clinic.ask("POST", "/sops", await cleaning())).as(SopAnswer).sop;

const change = async (id: string, body: object) =>
  (await world.clinic.ask("PATCH", `/sops/${id}`, body)).as(SopAnswer).sop;

const retire = (id: string) => change(id, { active: false });

const bookCleaning = (answers: Record<string, string>, leadId?: string, time = "09:00") =>
  bookAtClinic(world, {
    ...{ service: "Cạo vôi", date: "2026-03-12", time, more: { answers } },
    ...(leadId !== undefined && { leadId }),
  });

describe("an SOP", () => {
  test("is added in its first version, with who and when, and is told as it was sent", async () => {
    const sop = await add();
    expect(sop).toMatchObject({
      ...{ version: 1, active: true, audience: "everybody", made_by: world.clinic.keyId },
      made_at: "2026-03-02T02:00:00.000Z",
      questions: [{ field: "pregnant", before: "SLOT_PROPOSED" }, { before: null }],
      preparations: [{ days: 3, active: true }],
    });
    const again = await change(sop.sop_id, { questions: sop.questions });
    expect(again).toEqual({ ...sop, version: 2 });
    await retire(sop.sop_id);
  });

  test("keeps every version, and the database lets nobody change one", async () => {
    const { sop_id: id } = await add();
    await change(id, { name: "Before any cleaning" });
    await retire(id);
    const first = await world.clinic.ask("GET", `/sops/${id}/versions?limit=2`);
    const page = first.as(SopVersionList);
    expect(page.versions.map(({ version, name, active }) => [version, name, active])).toEqual([
      [3, "Before any cleaning", false],
      [2, "Before any cleaning", true],
    ]);
    const rest = await world.clinic.ask(
      "GET",
      `/sops/${id}/versions?limit=2&cursor=${page.nextCursor}`,
    );
    expect(rest.as(SopVersionList)).toMatchObject({
      versions: [{ version: 1, name: "Before a cleaning" }],
      nextCursor: null,
    });
    const forge = (words: string) => sql.raw(words).execute(world.db);
    await expect(
      forge(`update sop_versions set name = 'x' where sop_id = '${id}'`),
    ).rejects.toThrow("does not change");
    await expect(forge(`delete from sop_versions where sop_id = '${id}'`)).rejects.toThrow();
  });

  test("that is retired asks nothing and is listed on request only", async () => {
    const { sop_id: id } = await add();
    await retire(id);
    const listed = async (query: string) =>
      (await world.clinic.ask("GET", `/sops${query}`)).as(SopList).sops.map((one) => one.sop_id);
    expect(await listed("")).not.toContain(id);
    expect(await listed("?retired=true")).toContain(id);
    expect((await bookCleaning({}, undefined, "08:00")).status).toBe(201);
  });

  test.each<[string, object, number, string]>([
    ["a name that is no field", { field: "Skin type" }, 400, "questions.0.field"],
    ["a type there is not", { type: "colour" }, 400, "questions.0.type"],
    ["words in one language", { question: { en: "?" } }, 400, "questions.0.question.vi"],
    ["a choice of nothing", { type: "choice" }, 400, "questions.0.options"],
    ["an answer there is not", { accepts: ["maybe"] }, 400, "questions.0.accepts"],
    ["a name every booking has", { field: "payment" }, 400, "questions.0.field"],
    [
      "a field another SOP asks as something else",
      { field: "first_visit", type: "text" },
      ...([409, "questions.0.type"] as const),
    ],
  ])("with %s is refused by the name of the field", async (_what, difference, status, field) => {
    const body = await cleaning();
    const questions = [{ ...body.questions[0], accepts: null, ...difference }];
    const answer = await world.clinic.ask("POST", "/sops", { ...body, questions });
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
    expect(answer.as(ErrorBody).message.length).toBeGreaterThan(20);
  });

  test("of one organization does not exist for another, nor do its services", async () => {
    const { sop_id: id } = await add();
    for (const [method, path, body] of [
      ["GET", `/sops/${id}`, undefined],
      ["GET", `/sops/${id}/versions`, undefined],
      ["PATCH", `/sops/${id}`, { active: false }],
    ] as const) {
      expect((await world.spa.ask(method, path, body)).status, `${method} ${path}`).toBe(404);
    }
    const seen = (await world.spa.ask("GET", "/sops?retired=true")).as(SopList).sops;
    expect(seen.map(({ sop_id }) => sop_id)).not.toContain(id);
    const foreign = await world.spa.ask("POST", "/sops", await cleaning());
    expect([foreign.status, foreign.as(ErrorBody).field]).toEqual([404, "serviceIds.0"]);
    await retire(id);
  });
});

describe("a booking", () => {
  test("is refused by the sentence of its SOP, in words of who asks", async () => {
    const { sop_id: id } = await add();
    const unanswered = await bookCleaning({});
    expect(unanswered.as(ErrorBody)).toMatchObject({
      blocking: [{ rule: "sop_fields_complete", suggestedReply: "Are you pregnant? (vi)" }],
    });
    const refused = await bookCleaning({ pregnant: "yes" });
    expect(refused.as(ErrorBody)).toMatchObject({
      error: "TRANSITION_BLOCKED",
      suggestedReply: "Please see your doctor first. (vi)",
      blocking: [{ rule: "sop_answers_accepted", fix: "save_lead_details" }],
    });
    await retire(id);
  });

  test("refuses an answer that is none of its type, and names the field", async () => {
    const { sop_id: id } = await add();
    const unfit = await bookCleaning({ pregnant: "no", last_cleaning_months: "300" });
    expect(unfit.status).toBe(422);
    expect(unfit.as(ErrorBody)).toMatchObject({
      ...{ error: "INVALID_INPUT", field: "answers.last_cleaning_months" },
      message: expect.stringContaining("0 đến 240"),
    });
    const unknown = await bookCleaning({ pregnant: "no", shoe_size: "43" });
    expect(unknown.as(ErrorBody).field).toBe("answers.shoe_size");
    await retire(id);
  });

  test("shows its answers with type and label, under the version it was answered", async () => {
    const { sop_id: id } = await add();
    const booked = await bookCleaning({ pregnant: "No", last_cleaning_months: "6.0" });
    const { booking } = booked.as(ActionAnswer);
    expect(booking.custom_fields).toEqual({ pregnant: "no", last_cleaning_months: "6" });
    await change(id, {
      questions: [{ ...(await cleaning()).questions[0], question: words("Expecting?") }],
    });
    const shown = await world.clinic.ask("GET", `/bookings/${booking.booking_id}`);
    expect(shown.as(ActionAnswer.pick({ booking: true })).booking.intake).toEqual([
      {
        ...{ field: "pregnant", type: "yes_no", label: "Are you pregnant? (vi)", value: "no" },
        ...{ shown: "no", answered_at: "2026-03-02T02:00:00.000Z", sop_id: id, sop_version: 1 },
      },
      expect.objectContaining({ field: "last_cleaning_months", type: "number", value: "6" }),
    ]);
    await retire(id);
  });

  test("has its questions in the checklist and the actions, with what is wanted before the visit", async () => {
    const { sop_id: id } = await add();
    const serviceId = await world.clinic.service("Cạo vôi");
    const leadId = await leadOf(world.clinic);
    const body = { leadId, serviceId, date: "2026-03-13", time: "09:00", hold: true };
    const answers = { pregnant: "no" };
    const held = await world.clinic.ask("POST", "/bookings", { ...body, answers });
    const { booking } = held.as(ActionAnswer);
    const url = `/bookings/${booking.booking_id}`;
    const asks = async () =>
      (await world.clinic.ask("GET", `${url}/actions`)).as(ActionList).actions;
    expect(await asks()).toEqual([{ action: "await_confirmation" }]);
    const { sop_id: second } = (
      await world.clinic.ask("POST", "/sops", {
        name: "Before any yes",
        questions: [
          {
            ...{ field: "blood_group", type: "choice", scope: "lead", before: "SLOT_CONFIRMED" },
            question: words("Which blood group?"),
            options: ["a", "b"].map((key) => ({ key, label: words(key.toUpperCase()) })),
          },
        ],
      })
    ).as(SopAnswer).sop;
    const checks = (await world.clinic.ask("GET", `${url}/transitions/SLOT_CONFIRMED`)).as(
      Checklist,
    );
    expect(checks.blocking).toContainEqual(
      expect.objectContaining({
        rule: "sop_fields_complete",
        suggestedReply: "Which blood group? (vi)",
      }),
    );
    expect(checks.checks).toContainEqual(
      expect.objectContaining({ rule: "sop_answers_accepted", passed: true }),
    );
    expect(await asks()).toMatchObject([
      { action: "ask", field: "blood_group", type: "choice" },
      { action: "await_confirmation" },
    ]);
    await retire(second);
    const slotId = held.as(ActionAnswer).offered?.[0]?.slot_id;
    await world.clinic.ask("POST", `${url}/confirm`, { slotId });
    expect(await asks()).toMatchObject([
      { action: "ask", field: "last_cleaning_months", type: "number" },
      { action: "send_reminder" },
    ]);
    await retire(id);
  });

  test("plans what its SOP says to prepare, and leaves out what was switched off", async () => {
    const { sop_id: id, preparations } = await add();
    const both = [...preparations, { minutes: 60 * 30, text: words("Sleep well."), active: false }];
    await change(id, { preparations: both });
    const booked = await bookCleaning({ pregnant: "no" }, undefined, "14:00");
    const { booking_id } = booked.as(ActionAnswer).booking;
    const planned = await world.db
      .selectFrom("reminders")
      .select(["due_at", "sop_id", "sop_version", "preparation"])
      .where("booking_id", "=", booking_id)
      .where("kind", "=", "prepare")
      .execute();
    expect(planned).toEqual([
      {
        due_at: new Date("2026-03-09T07:00:00Z"),
        ...{ sop_id: id, sop_version: 2, preparation: 0 },
      },
    ]);
    await retire(id);
  });
});
