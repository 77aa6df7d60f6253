import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { LocationList, ProviderList } from "#src/http/contract/catalog.ts";
import { KnowledgeList } from "#src/http/contract/knowledge.ts";
import { OrganizationAnswer } from "#src/http/contract/organization.ts";
import { SetUpTemplateList, SetUpTemplateLoaded } from "#src/http/contract/set-up-templates.ts";
import { templateNames } from "../world.ts";
import { openEmptyHouse } from "./empty-house.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
}, 60_000);
afterAll(() => world.close());

const load = (house: Awaited<ReturnType<typeof openEmptyHouse>>, template: string) =>
  house.ask("POST", "/set-up-templates", { template });

test("every template of templates/ can be chosen, and says what it brings in either language", async () => {
  const inLanguage = async (language: string) => {
    const headers = { "accept-language": language };
    const answer = await world.clinic.ask("GET", "/set-up-templates", undefined, headers);
    return answer.as(SetUpTemplateList).templates;
  };
  const [vi, en] = [await inLanguage("vi"), await inLanguage("en")];
  expect(vi.map(({ template }) => template).toSorted()).toEqual([...templateNames].toSorted());
  expect(vi[0]).toMatchObject({ title: "Nha khoa", currency: "VND", locale: "vi" });
  expect(en[0]).toMatchObject({ title: "Dental clinic", providers: 4, locations: 2 });
  expect(en[0]?.services).toContain("Khám tổng quát");
});

describe.each(templateNames)("an empty organization and the template %s", (template) => {
  test("are one organization afterwards, with nothing that is true of another house", async () => {
    const house = await openEmptyHouse(world, "Nhà của tôi");
    const answer = await load(house, template);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const loaded = SetUpTemplateLoaded.parse(answer.body);

    const { organization } = OrganizationAnswer.parse(
      (await house.ask("GET", "/organization")).body,
    );
    expect(organization).toMatchObject({ name: "Nhà của tôi", phone: null });
    expect(["VND", "USD"]).toContain(organization.currency);
    const { locations } = LocationList.parse((await house.ask("GET", "/locations")).body);
    expect(locations).toHaveLength(loaded.locations);
    const branches = locations.filter(({ kind }) => kind === "branch");
    expect(branches.map(({ address }) => address)).toEqual(branches.map(() => ""));
    const { providers } = ProviderList.parse((await house.ask("GET", "/providers")).body);
    expect(providers).toHaveLength(loaded.providers);
    expect(providers.filter(({ rating, about }) => rating !== null || about.vi)).toEqual([]);
    const { knowledge } = KnowledgeList.parse((await house.ask("GET", "/knowledge")).body);
    expect(knowledge).toHaveLength(loaded.draft_answers);
    expect(knowledge.filter(({ active }) => active)).toEqual([]);
  });
});

describe("a template", () => {
  test("is loaded into as many organizations as want it, once each, and is in the audit log", async () => {
    const [one, other] = [await openEmptyHouse(world), await openEmptyHouse(world)];
    expect((await load(one, "dental-clinic")).status).toBe(201);
    expect((await load(other, "dental-clinic")).status).toBe(201);
    const again = await load(one, "hair-salon");
    expect(again).toMatchObject({ status: 409, body: { error: "CONFLICT", field: "template" } });
    expect(JSON.stringify(again.body)).toContain("has services, questions or prices");
    const log = await one.ask("GET", "/audit-log");
    expect(JSON.stringify(log.body)).toContain("/set-up-templates");
  });

  test("changes nothing of an organization that offers something", async () => {
    const before = await world.clinic.ask("GET", "/organization");
    const answer = await world.clinic.ask(
      ...(["POST", "/set-up-templates", { template: "medical-spa" }] as const),
      { "accept-language": "vi" },
    );
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).toContain("chưa có gì");
    expect((await world.clinic.ask("GET", "/organization")).body).toEqual(before.body);
  });

  test("leaves the policy a business has set itself, and names what is not there", async () => {
    const house = await openEmptyHouse(world);
    await world.db
      .updateTable("organizations")
      .set({ policy: JSON.stringify({ maxAdvanceDays: 7 }) })
      .where("id", "=", house.organizationId)
      .execute();
    expect(await load(house, "space-station")).toMatchObject({
      status: 404,
      body: { error: "NOT_FOUND", field: "template" },
    });
    expect((await load(house, "hair-salon")).status).toBe(201);
    const { organization } = OrganizationAnswer.parse(
      (await house.ask("GET", "/organization")).body,
    );
    expect(organization.policy).toMatchObject({ maxAdvanceDays: 7, maxPerDayPerLead: 3 });
  });

  test("does not bring a place that leads could take for one there is", async () => {
    const house = await openEmptyHouse(world);
    const place = { name: "quan 7", address: "1 Lê Lợi", timezone: "Asia/Ho_Chi_Minh" };
    expect((await house.ask("POST", "/locations", place)).status).toBe(201);
    const answer = await load(house, "dental-clinic");
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).toContain("rename that one first");
    const { locations } = LocationList.parse((await house.ask("GET", "/locations")).body);
    expect(locations).toHaveLength(1);
  });
});
