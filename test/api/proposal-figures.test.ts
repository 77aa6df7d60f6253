import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ActionAnswer, ErrorBody, ProposalFigures } from "#src/http/contract.ts";
import { bookAtClinic } from "./clinic.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const figures = async (query = "", headers = {}) =>
  (await world.clinic.ask("GET", `/analytics/proposals${query}`, undefined, headers)).as(
    ProposalFigures,
  );

/** Somebody new, to whom times are proposed by the strategy in force; they take the first or none. */
const proposed = async (date: string, takes: boolean): Promise<string> => {
  const held = await bookAtClinic(world, { service: "Cạo vôi", date, more: { hold: true } });
  const id = held.as(ActionAnswer).booking.booking_id;
  const { offered = [] } = (await world.clinic.ask("POST", `/bookings/${id}/propose`, {})).as(
    ActionAnswer,
  );
  if (takes) {
    const slotId = offered[0]?.slot_id;
    const answer = await world.clinic.ask("POST", `/bookings/${id}/confirm`, { slotId });
    expect(answer.status).toBe(200);
  }
  return id;
};

const follow = (proposalStrategy: string) =>
  world.clinic.ask("PATCH", "/organization", { policy: { proposalStrategy } });

describe("figures of proposals", () => {
  test("are none at first", async () => {
    expect(await figures()).toMatchObject({ strategies: [], confirmed: null, shown_up: null });
  });

  test("tell of each strategy what was confirmed and who came, and of few that they prove nothing", async () => {
    const [first] = [await proposed("2026-05-04", true), await proposed("2026-05-05", false)];
    await follow("learned");
    await proposed("2026-05-06", true);
    await world.db
      .updateTable("bookings")
      .set({ show_up_status: true })
      .where("id", "=", first)
      .execute();
    const told = await figures();
    expect(told.strategies).toMatchObject([
      {
        ...{ strategy: "learned", proposals: 1, confirmed: { count: 1, of: 1, rate: 1 } },
        shown_up: { count: 0, of: 0, rate: null, interval: null },
      },
      {
        ...{ strategy: "soonest", proposals: 2, confirmed: { count: 1, of: 2, rate: 0.5 } },
        shown_up: { count: 1, of: 1 },
      },
    ]);
    expect(told.confirmed).toMatchObject({ difference: 0.5, significant: false });
    expect(told.confirmed?.says).toContain("ý nghĩa thống kê");
    const english = await figures("", { "accept-language": "en" });
    expect(english.confirmed?.says).toContain("not significant");
    expect(told.shown_up).toBeNull();
  });

  test("are of the dates asked for, and of one's own organization", async () => {
    expect((await figures("?from=2026-02-01&to=2026-02-28")).strategies).toEqual([]);
    const spa = await world.spa.ask("GET", "/analytics/proposals");
    expect(spa.as(ProposalFigures).strategies).toEqual([]);
    const wrong = await world.clinic.ask(
      "GET",
      "/analytics/proposals?from=2026-03-02&to=2026-02-28",
    );
    expect(wrong.as(ErrorBody)).toMatchObject({ field: "to" });
  });

  test("follow a trial that gives a share of the leads to another strategy", async () => {
    const proposalTrial = { name: "spring", strategy: "soonest", percent: 100 };
    const policy = { proposalStrategy: "learned", proposalTrial };
    expect((await world.clinic.ask("PATCH", "/organization", { policy })).status).toBe(200);
    const before = await figures();
    await proposed("2026-05-07", false);
    const soonest = (told: typeof before) =>
      told.strategies.find(({ strategy }) => strategy === "soonest")?.proposals;
    expect(soonest(await figures())).toBe((soonest(before) ?? 0) + 1);
    const wrong = { policy: { proposalTrial: { ...proposalTrial, percent: 101 } } };
    expect((await world.clinic.ask("PATCH", "/organization", wrong)).status).toBe(400);
  });
});
