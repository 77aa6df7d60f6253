import { describe, expect, test } from "vitest";

import { defaultPolicy } from "#src/domain/policy.ts";
import {
  EffectiveRules,
  ErrorBody,
  LeadBlockAnswer,
  LeadBlockList,
  OrganizationAnswer,
  TravelTimeList,
} from "#src/http/contract.ts";
import { deskOf } from "./catalog-desk.ts";
import { catalogWorld, nobody } from "./catalog-world.ts";
import { leadOf } from "./clinic.ts";

const { world, desk } = catalogWorld();

describe("an organization", () => {
  test("changes its name, phone and policy key by key", async () => {
    const before = (await world.spa.ask("GET", "/organization")).as(OrganizationAnswer);
    expect(before.organization).toMatchObject({
      ...{ organization_id: world.spa.organizationId, timezone: "America/New_York" },
      policy: {
        ...defaultPolicy,
        contactNeeded: "phone_or_email",
        cancellationDeadlineMinutes: 1_440,
        rescheduleDeadlineMinutes: 240,
      },
    });
    const change = { name: "Luma", phone: "(212) 555-0148", policy: { holdMinutes: 10 } };
    const after = (await world.spa.ask("PATCH", "/organization", change)).as(OrganizationAnswer);
    expect(after.organization).toEqual({
      ...{ ...before.organization, name: "Luma", phone: "+12125550148" },
      policy: { ...before.organization.policy, holdMinutes: 10 },
    });
    const silent = await world.spa.ask("PATCH", "/organization", { phone: null });
    expect(silent.as(OrganizationAnswer).organization).toEqual({
      ...{ ...after.organization, phone: null },
    });
    const clinic = (await world.clinic.ask("GET", "/organization")).as(OrganizationAnswer);
    expect(clinic.organization).toMatchObject({ policy: { holdMinutes: 30 } });
  });

  test.each([
    [{ phone: "12" }, "phone"],
    [{ phone: "" }, "phone"],
    [{ name: " " }, "name"],
    [{ policy: { holdMinutes: 0 } }, "policy.holdMinutes"],
    [{ policy: { slotsPerProposal: null } }, "policy.slotsPerProposal"],
    [{ policy: { holdHours: 1 } }, "policy.holdHours"],
    [
      { policy: { preferredTimes: [{ fromMinute: 600, toMinute: 540 }] } },
      "policy.preferredTimes.0.toMinute",
    ],
    [{ currency: "EUR" }, "currency"],
  ])("refuses %o", async (body, field) => {
    const answer = await world.spa.ask("PATCH", "/organization", body);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, field]);
  });
});

describe("rules", () => {
  test("are those of the nearest level that says something, key by key", async () => {
    const locationId = await desk.location();
    const serviceId = await desk.service();
    const providerId = await desk.provider();
    await world.spa.ask("PATCH", "/organization", { policy: { maxPerDay: 9, maxAdvanceDays: 60 } });
    const location = { maxPerDay: 8, minNoticeMinutes: 30, proposalWeekdays: [1, 2] };
    await world.spa.ask("PUT", `/locations/${locationId}/rules`, location);
    const service = { minNoticeMinutes: 60, slotIntervalMinutes: 20 };
    await world.spa.ask("PUT", `/services/${serviceId}/rules`, service);
    const provider = { slotIntervalMinutes: 15, maxPerDay: null };
    const put = await world.spa.ask("PUT", `/providers/${providerId}/rules`, provider);
    expect(put.body).toEqual({ success: true, rules: provider });
    const read = async (query: string) =>
      (await world.spa.ask("GET", `/rules?${query}`)).as(EffectiveRules).rules;
    const all = `locationId=${locationId}&serviceId=${serviceId}&providerId=${providerId}`;
    expect(await read(all)).toMatchObject({
      minNoticeMinutes: { value: 60, from: "service" },
      slotIntervalMinutes: { value: 15, from: "provider" },
      maxPerDay: { value: null, from: "provider" },
      proposalWeekdays: { value: [1, 2], from: "location" },
      maxAdvanceDays: { value: 60, from: "organization" },
      proposalWindowDays: { value: defaultPolicy.proposalWindowDays, from: "default" },
    });
    expect((await read(`locationId=${locationId}`)).maxPerDay).toEqual({
      ...{ value: 8, from: "location" },
    });
    await world.spa.ask("PUT", `/locations/${locationId}/rules`, {});
    expect((await read(`locationId=${locationId}`)).maxPerDay).toEqual({
      ...{ value: 9, from: "organization" },
    });
  });

  test("say which reminders there are, when and in which words", async () => {
    const serviceId = await desk.service();
    const prepareReminder = { days: 3, text: { en: "Nothing to eat before {time}." } };
    const rules = { prepareReminder, soonReminder: null, recallOffer: { days: 180 } };
    await world.spa.ask("PUT", `/services/${serviceId}/rules`, rules);
    const read = await world.spa.ask("GET", `/rules?serviceId=${serviceId}`);
    expect(read.as(EffectiveRules).rules).toMatchObject({
      prepareReminder: { value: prepareReminder, from: "service" },
      soonReminder: { value: null, from: "service" },
      dayBeforeReminder: { value: { minutes: 1_440 }, from: "default" },
    });
    const policy = { reminderAttempts: 2, reminderRepeatMinutes: 120 };
    const set = await world.spa.ask("PATCH", "/organization", { policy });
    expect(set.as(OrganizationAnswer).organization.policy).toMatchObject(policy);
  });

  test("of what is not there are refused by name", async () => {
    for (const level of ["location", "service", "provider"]) {
      const query = await world.spa.ask("GET", `/rules?${level}Id=${nobody}`);
      const error = `UNKNOWN_${level.toUpperCase()}`;
      expect([query.status, query.body]).toMatchObject([404, { error, field: `${level}Id` }]);
      const put = await world.spa.ask("PUT", `/${level}s/${nobody}/rules`, {});
      expect([put.status, put.body]).toMatchObject([404, { error, field: "id" }]);
    }
    const serviceId = await desk.service();
    expect((await world.clinic.ask("GET", `/rules?serviceId=${serviceId}`)).status).toBe(404);
    expect((await world.clinic.ask("PUT", `/services/${serviceId}/rules`, {})).status).toBe(404);
  });

  test.each([
    [{ minNoticeMinutes: -1 }, "minNoticeMinutes"],
    [{ proposalWeekdays: [0] }, "proposalWeekdays.0"],
    [{ holdMinutes: 20 }, "holdMinutes"],
    [{ soonReminder: { minutes: -5 } }, "soonReminder.minutes"],
  ])("refuse %o", async (rules, field) => {
    const answer = await world.spa.ask("PUT", `/services/${await desk.service()}/rules`, rules);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([400, field]);
  });
});

describe("travel times", () => {
  test("are set one way or both ways, and forgotten", async () => {
    const [fromLocationId, toLocationId] = [await desk.location(), await desk.location()];
    const put = async (body: object) => {
      const answer = await world.spa.ask("PUT", "/travel-times", {
        ...{ fromLocationId, toLocationId, ...body },
      });
      return answer.as(TravelTimeList).travel_times;
    };
    const way = { from_location_id: fromLocationId, to_location_id: toLocationId };
    const back = { from_location_id: toLocationId, to_location_id: fromLocationId };
    expect(await put({ minutes: 20 })).toEqual([{ ...way, minutes: 20 }]);
    const both = await put({ minutes: 25, both: true });
    expect(both).toHaveLength(2);
    expect(both).toEqual(
      expect.arrayContaining([
        { ...way, minutes: 25 },
        { ...back, minutes: 25 },
      ]),
    );
    expect(await put({ minutes: null })).toEqual([{ ...back, minutes: 25 }]);
    const listed = await world.clinic.ask("GET", "/travel-times");
    expect(listed.as(TravelTimeList).travel_times).toEqual([]);
  });

  test("need two places of the organization", async () => {
    const here = await desk.location();
    const foreign = await deskOf(world.clinic).location();
    for (const [toLocationId, status] of [
      [here, 400],
      [foreign, 404],
    ] as const) {
      const body = { fromLocationId: here, toLocationId, minutes: 5 };
      const answer = await world.spa.ask("PUT", "/travel-times", body);
      expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, "toLocationId"]);
    }
  });
});

describe("a lead block", () => {
  const add = (body: object) =>
    world.spa.ask("POST", "/lead-blocks", { reason: "never comes", ...body });

  test("keeps a lead, a phone or an e-mail away, everywhere or at one place", async () => {
    const leadId = await leadOf(world.spa);
    const serviceId = await desk.service();
    const made: string[] = [];
    for (const [body, shown] of [
      [
        { leadId, serviceId },
        { lead_id: leadId, service_id: serviceId },
      ],
      [{ phone: "212 555 0177" }, { phone: "+12125550177", location_id: null }],
      [{ email: "LAN@Example.com" }, { email: "lan@example.com", reason: "never comes" }],
    ] as const) {
      const answer = await add(body);
      expect(answer.status).toBe(201);
      const { lead_block } = answer.as(LeadBlockAnswer);
      expect(lead_block).toMatchObject(shown);
      made.push(lead_block.lead_block_id);
    }
    const first = (await world.spa.ask("GET", "/lead-blocks?limit=2")).as(LeadBlockList);
    const cursor = first.nextCursor;
    const rest = (await world.spa.ask("GET", `/lead-blocks?cursor=${cursor}`)).as(LeadBlockList);
    const listed = [...first.lead_blocks, ...rest.lead_blocks].map((one) => one.lead_block_id);
    expect(listed.sort()).toEqual(made.sort());
    expect((await world.clinic.ask("DELETE", `/lead-blocks/${made[0]}`)).status).toBe(404);
    for (const id of made) {
      expect((await world.spa.ask("DELETE", `/lead-blocks/${id}`)).status).toBe(200);
    }
    expect((await world.spa.ask("DELETE", `/lead-blocks/${made[0]}`)).status).toBe(404);
  });

  test("stands once for one person and place", async () => {
    const body = { phone: "+12125550188" };
    expect((await add(body)).status).toBe(201);
    const again = await add({ phone: "(212) 555-0188" });
    expect([again.status, again.body]).toMatchObject([409, { error: "CONFLICT", field: "phone" }]);
    expect((await add({ ...body, serviceId: await desk.service() })).status).toBe(201);
  });

  test.each([
    [{}, 400, "leadId"],
    [{ phone: "+12125550199", email: "a@example.com" }, 400, "leadId"],
    [{ phone: "12" }, 400, "phone"],
    [{ email: "nobody" }, 400, "email"],
    [{ phone: "+12125550199", reason: "" }, 400, "reason"],
    [{ phone: "+12125550199", serviceId: nobody }, 404, "serviceId"],
    [{ phone: "+12125550199", serviceId: nobody, providerId: nobody }, 400, "locationId"],
    [{ leadId: nobody }, 404, "leadId"],
  ])("refuses %o", async (body, status, field) => {
    const answer = await add(body);
    expect([answer.status, answer.as(ErrorBody).field]).toEqual([status, field]);
  });

  test("of another organization's lead is refused", async () => {
    expect((await add({ leadId: await leadOf(world.clinic) })).body).toMatchObject({
      ...{ error: "UNKNOWN_LEAD", field: "leadId" },
    });
  });
});
