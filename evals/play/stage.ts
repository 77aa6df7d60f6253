import { createHash } from "node:crypto";

import type { TurnDeps } from "#src/conversation/take-turn.ts";
import type { Booking } from "#src/domain/booking.ts";
import { type Ground, openWorldOn, type World, type WorldLead } from "../../test/world-on.ts";
import type { EvalCase } from "../case.ts";
import { giveBooking } from "./give-booking.ts";
import { runOutbox } from "./run-outbox.ts";
import { addAnswers, closeTime, describeLead, setRules } from "./set-scene.ts";

/** Where a case is played: a house of its own with the people of the case in it. */
export interface Stage {
  readonly world: World;
  readonly lead: WorldLead;
  readonly other: WorldLead;
  readonly turns: TurnDeps;
  /** Bookings the case gave, by their names in it. */
  readonly given: Map<string, Booking>;
}

/** What makes turns of a world: the model, the prompt and the agent under test. */
export type TurnsOf = (world: World) => TurnDeps;

/** Ids that are the same in every run, so that a recorded answer still speaks of what is there. */
export const countingIds = (seed: string): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash("sha256").update(`${seed}/${count}`).digest("hex");
    const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
};

/** The name of the other lead; it must not come up in the conversation. */
export const OTHER_NAME = "Đỗ Quyên Bích";
export const OTHER_PHONE = "+84987654321";

export const openStage = async (
  ground: Ground,
  { id, template, clock, locale, given }: EvalCase,
  turnsOf: TurnsOf,
): Promise<Stage> => {
  const world = await openWorldOn(ground, { template, now: clock, newId: countingIds(id) });
  await setRules(world, given.policy);
  const lead = await world.lead(given.lead.name ?? (locale === "vi" ? "Chị Lan" : "Laura"));
  const other = await world.lead(OTHER_NAME);
  await describeLead(world, lead, locale, given.lead);
  await describeLead(world, other, locale, { phone: OTHER_PHONE });
  const bookings = new Map<string, Booking>();
  for (const one of given.bookings) {
    const whose = one.of === "lead" ? lead : other;
    bookings.set(one.ref, await giveBooking(world, whose, one));
  }
  for (const closed of given.closed) await closeTime(world, closed);
  await addAnswers(world, given.answers);
  const turns = turnsOf(world);
  await runOutbox(turns);
  return { world, lead, other, turns, given: bookings };
};
