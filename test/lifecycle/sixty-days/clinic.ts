import { DateTime } from "luxon";
import { nextReminderAt } from "#src/db/queries/reminders.ts";
import type { Booking } from "#src/domain/booking.ts";
import { abandonSilent } from "#src/lifecycle/abandon-silent.ts";
import type { LifecycleDeps } from "#src/lifecycle/lifecycle-deps.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { turnDepsOf } from "../../talk.ts";
import type { World, WorldLead } from "../../world.ts";
import { spawnWorker, type Worker } from "../spawn-worker.ts";

const minute = 60_000;
const hour = 60 * minute;

interface Act {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** A clinic whose people and leads do as a seed says, while the clock runs as fast as it can. */
export interface Clinic {
  readonly down: { readonly from: Date; readonly to: Date };
  /** How often a process was killed -9 in the middle of its work. */
  killed(): number;
  run(): Promise<void>;
}

export const openClinic = (
  world: World,
  {
    leads,
    until,
    random,
    fate,
  }: {
    readonly leads: number;
    readonly until: Date;
    readonly random: () => number;
    /** When a process dies is another matter. */
    readonly fate: () => number;
  },
): Clinic => {
  const from = world.clock.now();
  const down = { from: new Date(+from + 40.4 * 24 * hour), to: new Date(+from + 40.9 * 24 * hour) };
  const acts: Act[] = [];
  let killed = 0;
  const chance = (share: number): boolean => random() < share;
  const between = (low: number, high: number): number => low + random() * (high - low);
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

  /** Off the minute, so that nobody acts at the very instant something is due. */
  const plan = (at: number, run: () => Promise<void>): void => {
    const late = at >= +down.from && at < +down.to ? +down.to + random() * hour : at;
    const exact = Math.floor(late / minute) * minute + 17_000 + Math.floor(random() * 30) * 1_000;
    if (exact > +world.clock.now()) acts.push({ at: exact, run });
    acts.sort((a, b) => a.at - b.at);
  };
  const sales = (lead: WorldLead) => world.caller({ actor: "sales", lead });
  const readBooking = async (id: string) =>
    world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

  /** A time in the hours of the place, `daysAhead` from now. */
  const someTime = (daysAhead: number): Date =>
    DateTime.fromJSDate(world.clock.now(), { zone: world.organization.timezone })
      .plus({ days: Math.floor(daysAhead) })
      .set({
        hour: 9 + Math.floor(random() * 10),
        minute: chance(0.5) ? 0 : 30,
        second: 0,
        millisecond: 0,
      })
      .toJSDate();

  const outcome = (lead: WorldLead, { id }: Booking, start: Date): void => {
    if (chance(0.55)) {
      plan(+start - between(3, 30) * hour, async () => {
        const messageId = await world.message(lead, "Yes");
        const consent = { messageId, shownHash: "shown" };
        const caller = world.caller({ actor: "lead", lead, messageId });
        await world.bookings.answerReminder(caller, { bookingId: id, consent });
      });
    }
    if (chance(0.1)) {
      plan(+start - between(1, 30) * hour, async () => {
        await world.message(lead, "Is there parking?");
      });
    }
    if (chance(0.75)) {
      plan(+start + between(1, 28) * minute, async () => {
        const showUp = { bookingId: id, showedUp: chance(0.93) };
        await world.bookings.recordShowUp(world.caller({ actor: "provider" }), showUp);
      });
    }
    if (chance(0.12))
      plan(+world.clock.now() + random() * (+start - +world.clock.now()), () => cancel(lead, id));
    if (chance(0.3))
      plan(+world.clock.now() + random() * (+start - +world.clock.now()), () => move(lead, id));
    if (chance(0.05)) plan(+start + between(40, 60 * 48) * minute, () => move(lead, id));
  };

  const cancel = async (lead: WorldLead, bookingId: string): Promise<void> => {
    const request = { bookingId, reason: "cannot come", consent: null, overruledBy: "sales-1" };
    await world.bookings.cancel(sales(lead), request);
  };

  const move = async (lead: WorldLead, bookingId: string): Promise<void> => {
    const { payment_required } = await readBooking(bookingId);
    if (payment_required) return;
    const at = someTime(between(0, 10));
    const request = { bookingId, reason: "other plans", overruledBy: "sales-1" };
    const times = [{ from: at, to: at, exact: true }];
    const moved = await world.bookings.reschedule(sales(lead), { ...request, times });
    const slot = moved.ok ? moved.offered?.[0] : undefined;
    if (!slot || chance(0.15)) return;
    const confirmation = { bookingId, slotId: slot.id, consent: null, statedBy: "sales-1" };
    const answer = await world.bookings.confirmSlot(sales(lead), confirmation);
    if (answer.ok) outcome(lead, answer.booking, slot.start);
  };

  const pay = async (lead: WorldLead, bookingId: string): Promise<void> => {
    const row = await readBooking(bookingId);
    const { payment_amount_minor: minor, payment_currency: currency } = row;
    if (minor === null || currency === null) return;
    const payment = { received: { minor, currency }, verified: false, reference: "FT1" };
    await world.bookings.move(sales(lead), { bookingId, to: "PAID", payment });
  };

  const err = async (lead: WorldLead, bookingId: string): Promise<void> => {
    const system = world.caller({ actor: "system" });
    const failure = "the calendar refused it";
    await world.bookings.move(system, { bookingId, to: "ERROR", failure });
    plan(+world.clock.now() + between(1, 20) * hour, async () => {
      const { state_before_error: to } = await readBooking(bookingId);
      if (to) await world.bookings.move(sales(lead), { bookingId, to });
    });
  };

  const book = async (lead: WorldLead): Promise<void> => {
    const service = oneOf([
      "Botox",
      "Skin consultation",
      "Skin consultation",
      "Laser hair removal",
    ]);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = await world.bookings.bookTime(sales(lead), {
        ...{ leadId: lead.id, conversationId: lead.conversationId, statedBy: "sales-1" },
        ...{ serviceId: world.service(service).id, start: someTime(between(0, 16)) },
        details: {
          phone: "+12125550100",
          answers: service === "Botox" ? { first_visit: "yes" } : {},
        },
      });
      if (!answer.ok || !answer.booking.appointment) continue;
      const { booking } = answer;
      if (booking.payment.required)
        plan(+world.clock.now() + between(1, 60) * hour, () => pay(lead, booking.id));
      else if (chance(0.05)) plan(+world.clock.now() + hour, () => err(lead, booking.id));
      outcome(lead, booking, answer.booking.appointment.start);
      return;
    }
  };

  /** Somebody who asks and does not go on; some of them write again later. */
  const drift = async (lead: WorldLead): Promise<void> => {
    const caller = world.caller({ actor: "lead", lead });
    const { id: leadId, conversationId } = lead;
    const created = await world.bookings.create(caller, { leadId, conversationId });
    if (!created.ok) return;
    const bookingId = created.booking.id;
    if (chance(0.7)) {
      const serviceId = world.service("Skin consultation").id;
      await world.bookings.selectService(caller, { bookingId, serviceId });
    }
    if (chance(0.4)) {
      plan(+world.clock.now() + between(1, 9) * 24 * hour, async () => {
        await world.message(lead, "Let me think about it");
      });
    }
    if (chance(0.3)) {
      plan(+world.clock.now() + between(7, 14) * 24 * hour, async () => {
        const messageId = await world.message(lead, "I am back");
        const again = world.caller({ actor: "lead", lead, messageId });
        await world.bookings.move(again, { bookingId, to: "INQUIRY" });
      });
    }
  };

  const arrive = async (n: number): Promise<void> => {
    const lead = await world.lead(`Lead ${n}`);
    const set = (change: object) =>
      world.db.updateTable("leads").set(change).where("id", "=", lead.id).execute();
    const now = world.clock.now();
    const wish = random();
    if (wish < 0.07) await set({ opted_out_at: now });
    else if (wish < 0.13) await set({ reminders_off_at: now });
    else if (wish < 0.19) {
      plan(+now + between(1, 20) * 24 * hour, async () => {
        await set({ opted_out_at: world.clock.now() });
      });
    }
    if (chance(0.5)) await set({ marketing_since: now });
    await (chance(0.15) ? drift(lead) : book(lead));
  };

  let worker: Promise<Worker> | null = null;
  let lastKilled = "";
  /** Once a day a process dies in the middle of its work, and others take it up. */
  const look = async (deps: LifecycleDeps): Promise<void> => {
    const now = world.clock.now();
    const today = now.toISOString().slice(0, 10);
    if (today !== lastKilled) {
      worker ??= spawnWorker(world.url);
      const mortal = await worker;
      if ((await mortal.look(now, Math.floor(fate() * 6))) === "killed") {
        lastKilled = today;
        killed += 1;
        // The next one is up by the time it is needed.
        worker = spawnWorker(world.url);
      }
    }
    await Promise.all([doDueThings(deps)(), doDueThings(deps)()]);
  };

  return {
    down,
    killed: () => killed,
    run: async () => {
      const deps = turnDepsOf(world);
      const span = +until - +from;
      for (let n = 0; n < leads; n += 1) plan(+from + random() * span * 0.85, () => arrive(n));
      let hourly = Math.ceil(+from / hour) * hour;
      for (;;) {
        const due = await nextReminderAt(world.db);
        const next = Math.min(acts[0]?.at ?? Infinity, +(due ?? Infinity), hourly);
        if (next > +until) return (await worker)?.close();
        const isDown = next >= +down.from && next < +down.to;
        world.clock.set(
          new Date(Math.max(isDown ? +down.to : next, +world.clock.now())).toISOString(),
        );
        const now = +world.clock.now();
        if (due !== null && +due <= now) await look(deps);
        if (hourly <= now) {
          await Promise.all([abandonSilent(deps)(), abandonSilent(deps)()]);
          while (hourly <= now) hourly += hour;
        }
        while (acts[0] && acts[0].at <= now) await acts.shift()?.run();
      }
    },
  };
};
