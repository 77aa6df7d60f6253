import { describe, expect, test } from "vitest";
import { z } from "zod";

import { appointed, briefing, leadBooking, slot, step } from "../../test/briefing.ts";
import { tools } from "../../tools/index.ts";
import type { Briefing } from "./briefing.ts";
import { yesTo } from "./consent.ts";
import { emptyFocus } from "./focus.ts";
import type { ToolCall } from "./model/chat-model.ts";
import type { Step } from "./step.ts";
import { defineTool, type ToolContext } from "./tool.ts";
import { admitCall, type Surroundings } from "./tool-gate.ts";

const held = slot("2026-02-10T09:00:00+07:00");
const open = leadBooking();
const standing = appointed("2026-02-12T10:00:00+07:00", { id: "b2" });

const unpaid = appointed("2026-02-13T10:00:00+07:00", { id: "b3", state: "PAYMENT_PENDING" });

const base = briefing({
  ...{ language: "vi", booking: open, offered: [held], upcoming: [standing, unpaid] },
  inbound: [{ id: "m1", seq: 11, text: "vâng", choiceId: null }],
  series: { id: "series-1", slots: [], shownHash: "hash-of-series" },
  visits: [leadBooking({ id: "visit-1", series: { id: "series-1", position: 0 } })],
  text: "vâng",
});

/** Surroundings whose bookings only note that they were reached. */
const watched = () => {
  const reached: string[] = [];
  const bookings = new Proxy({} as Surroundings["bookings"], {
    get: (_none, name) => () => {
      reached.push(String(name));
      return Promise.resolve({ ok: true, action: "details_saved", at: base.now, booking: open });
    },
  });
  const surroundings: Surroundings = {
    bookings,
    caller: () => ({}) as ReturnType<ToolContext["caller"]>,
    instantOf: (date, time) => new Date(`${date}T${time}:00+07:00`),
    refuse: (code, reason) => ({ ok: false, code, reason, message: "", suggestedReply: "" }),
    searchKnowledge: () => Promise.resolve([]),
  };
  return { reached, surroundings };
};

const callTool = async (...asked: Parameters<typeof admitCall>) => {
  const admitted = admitCall(...asked);
  return "run" in admitted ? admitted.run() : admitted;
};

const call = async (
  name: string,
  args: unknown,
  difference: Partial<Briefing> = {},
  steps: readonly Step[] = [],
) => {
  const { reached, surroundings } = watched();
  const made: ToolCall = { id: "c", name, arguments: args };
  const result = await callTool(tools, made, steps, { ...base, ...difference }, surroundings);
  return { outcome: result.ok ? "ran" : result.code, reached };
};

const untouched = (outcome: string) => ({ outcome, reached: [] });

describe("a tool that makes no sense now is not run", () => {
  test.each<[string, unknown, Partial<Briefing>]>([
    ["drop_database", {}, {}],
    ["__proto__", {}, {}],
    ["confirm_slot", { slotId: held.id }, { booking: null }],
    ["confirm_slot", { slotId: held.id }, { booking: leadBooking({ state: "SLOT_CONFIRMED" }) }],
    ["propose_slots", {}, { booking: leadBooking({ state: "INQUIRY" }) }],
    ["create_booking", { date: "2026-02-10", time: "09:00" }, { booking: null }],
    ["save_lead_details", { name: "Lan" }, { booking: null }],
    ["reschedule_booking", { bookingId: "b2", reason: "x" }, { upcoming: [] }],
    ["cancel_booking", { bookingId: "b2", reason: "x" }, { upcoming: [], booking: null }],
    ["start_payment", { bookingId: "b2" }, { upcoming: [standing] }],
  ])("%s %j", async (name, args, difference) => {
    expect(await call(name, args, difference)).toEqual(untouched("not_offered_now"));
  });
});

const huge = "x".repeat(1_000_000);

describe("arguments that do not parse reach nothing", () => {
  test.each<[string, unknown]>([
    ...tools
      .filter(({ input }) => !input.safeParse({}).success)
      .map(({ name }): [string, unknown] => [name, {}]),
    ...tools.flatMap(({ name }) =>
      [undefined, null, "{]", 7, []].map((malformed): [string, unknown] => [name, malformed]),
    ),
    ["confirm_slot", { slotId: 7 }],
    ["confirm_slot", { slotId: [held.id] }],
    ["select_service", { service_id: "crowns" }],
    ["select_service", { serviceId: { $ne: null } }],
    [
      "propose_slots",
      {
        times: Array(7).fill({
          from: "2026-02-10T02:00:00Z",
          to: "2026-02-10T03:00:00Z",
          exact: true,
        }),
      },
    ],
    ["propose_slots", { times: [{ from: "tomorrow", to: "later", exact: true }] }],
    [
      "propose_slots",
      { times: [{ from: "2026-02-31T02:00:00Z", to: "2026-02-31T03:00:00Z", exact: true }] },
    ],
    ["propose_slots", { slotIds: Array(6).fill(held.id) }],
    ["create_booking", { date: "31/02/2026", time: "09:00" }],
    ["create_booking", { date: "2026-02-31", time: "09:00" }],
    ["create_booking", { date: "2026-02-10", time: "25:00" }],
    ["create_booking", { date: "2026-02-10", time: "09:00", duration: -5 }],
    ["create_booking", { date: "2026-02-10", time: "09:00", notes: huge }],
    ["cancel_booking", { bookingId: "b2", reason: "" }],
    ["cancel_booking", { bookingId: "b2", reason: huge }],
    ["reschedule_booking", { bookingId: "b2" }],
    ["save_lead_details", { phone: "0901234567" }],
    ["save_lead_details", { email: "not an address" }],
    ["save_lead_details", { name: huge }],
    ["save_lead_details", { answers: { first_visit: huge } }],
    ["search_knowledge", { question: " " }],
    ["join_waitlist", { serviceId: "crowns", wish: huge }],
    ["check_availability", { from: "2026-02-10" }],
    ["hand_to_human", { reason: "" }],
  ])("%s %.80j", async (name, args) => {
    expect(await call(name, args)).toEqual(untouched("invalid_input"));
  });

  test("what a tool does not know is left out", async () => {
    const args = { serviceId: "crowns", leadId: "somebody", organizationId: "other" };
    const seen: unknown[] = [];
    const tool = defineTool({
      ...{ name: "look", description: "", effect: "read", offered: () => true },
      input: z.object({ serviceId: z.string() }),
      run: (input) => {
        seen.push(input);
        return Promise.resolve({ ok: true, action: "services", services: [] });
      },
    });
    const made = { id: "c", name: "look", arguments: args };
    await callTool([tool], made, [], base, watched().surroundings);
    expect(seen).toEqual([{ serviceId: "crowns" }]);
  });
});

describe("an id that this lead was never shown is refused", () => {
  test.each<[string, unknown]>([
    ["confirm_slot", { slotId: "slot-of-my-own" }],
    ["confirm_slot", { slotId: huge }],
    ["propose_slots", { slotIds: [held.id, "slot-of-my-own"] }],
    ["propose_slots", { providerId: "doctor-of-my-own" }],
    ["cancel_booking", { bookingId: "booking-of-another-lead", reason: "x" }],
    ["reschedule_booking", { bookingId: "booking-of-another-lead", reason: "x" }],
    ["select_service", { serviceId: "service-of-another-organization" }],
    ["check_availability", { serviceId: "service-of-another-organization" }],
    ["check_availability", { locationId: "b2; drop table bookings" }],
    ["join_waitlist", { serviceId: "service-of-another-organization", wish: "mai" }],
  ])("%s %.80j", async (name, args) => {
    expect(await call(name, args)).toEqual(untouched("not_shown"));
  });
});

describe("a write that binds the lead needs their yes to exactly that", () => {
  const asked = {
    ...({ kind: "confirm_slot", bookingId: "b1", slotId: held.id, label: "9h" } as const),
    ...{ start: held.start.toISOString(), provider: "BS. Nguyễn Văn An" },
    shownHash: held.shownHash ?? "",
  };
  const focus = { ...emptyFocus, asked, askedSeq: 10 };
  const said = (text: string, choiceId: string | null = null): Partial<Briefing> => ({
    ...{ focus, text },
    inbound: [{ id: "m1", seq: 11, text, choiceId }],
  });

  test("it is asked for when nothing was asked", async () => {
    expect(await call("confirm_slot", { slotId: held.id })).toEqual(
      untouched("confirmation_needed"),
    );
    const cancel = { bookingId: "b2", reason: "bận" };
    expect(await call("cancel_booking", cancel)).toEqual(untouched("confirmation_needed"));
  });

  test.each([
    ["yes, but", said("vâng nhưng 10h được không")],
    ["a question", said("được không?")],
    ["the button of an older message", said("Xác nhận", yesTo("hash-of-before"))],
    ["a yes older than the question", { ...said("vâng"), focus: { ...focus, askedSeq: 12 } }],
  ])("%s is asked again", async (_what, difference) => {
    const made = await call("confirm_slot", { slotId: held.id }, difference);
    expect(made).toEqual(untouched("confirmation_needed"));
  });

  test("a yes lets it through, by words and by button", async () => {
    for (const difference of [said("vâng"), said("Xác nhận", yesTo(asked.shownHash))]) {
      const made = await call("confirm_slot", { slotId: held.id }, difference);
      expect(made).toEqual({ outcome: "ran", reached: ["confirmSlot"] });
    }
  });

  test("a slot whose hold lapsed goes to the engine without a yes, which refuses it", async () => {
    const consents: unknown[] = [];
    const { surroundings } = watched();
    const bookings = {
      ...surroundings.bookings,
      confirmSlot: (_caller: unknown, request: { consent: unknown }) => {
        consents.push(request.consent);
        return Promise.resolve(surroundings.refuse("hold_expired", "lapsed"));
      },
    };
    const made = { id: "c", name: "confirm_slot", arguments: { slotId: held.id } };
    const lapsed = { ...base, ...said("vâng"), offered: [], focus: { ...focus, shown: [held.id] } };
    const result = await callTool(tools, made, [], lapsed, { ...surroundings, bookings });
    expect(result).toMatchObject({ ok: false, code: "hold_expired" });
    expect(consents).toEqual([null]);
  });
});

describe("what loops is stopped", () => {
  const found = (name: string): Step => step(name, { ok: true, action: "bookings", bookings: [] });

  test("the same call a third time", async () => {
    const twice = [found("find_bookings"), found("find_bookings")];
    expect((await call("find_bookings", {}, {}, twice.slice(0, 1))).outcome).toBe("ran");
    expect((await call("find_bookings", {}, {}, twice)).outcome).toBe("too_many_calls");
  });

  test("the ninth call, whatever it is", async () => {
    const many = Array.from({ length: 8 }, (_none, index) => found(`tool ${index}`));
    expect((await call("find_bookings", {}, {}, many.slice(1))).outcome).toBe("ran");
    expect((await call("find_bookings", {}, {}, many)).outcome).toBe("too_many_calls");
  });
});
