import { randomUUID } from "node:crypto";
import type { WaitlistReceipt, WaitlistWish } from "#src/booking/join-waitlist.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import type { WaitlistEntry } from "#src/db/queries/waitlist.ts";
import { type Appointed, appoint, begin, granted } from "../appointments.ts";
import type { World, WorldLead } from "../world.ts";

export const provider = "BS. Nguyễn Văn An";
export const service = "Bọc sứ thẩm mỹ";

/** Somebody has this time. */
export const taken = (world: World, start: string): Promise<Appointed> =>
  appoint(world, { service, provider, start });

export const giveBack = async (world: World, { lead, booking }: Appointed): Promise<void> => {
  const cancellation = { bookingId: booking.id, reason: "cannot come", consent: null };
  granted(await world.bookings.cancel(world.caller({ actor: "sales", lead }), cancellation));
};

export interface Waiter {
  readonly lead: WorldLead;
  readonly receipt: WaitlistReceipt;
}

/** Somebody waits for the half hour that starts then, with this person and nobody else. */
export const waitFor = async (
  world: World,
  start: string,
  { lead: known, ...difference }: Partial<WaitlistWish> & { readonly lead?: WorldLead } = {},
): Promise<Waiter> => {
  const from = new Date(start);
  const { lead, booking } = await begin(world, { service, ...(known && { lead: known }) });
  world.clock.advance({ minutes: 1 / 60 });
  const receipt = granted(
    await world.bookings.joinWaitlist(world.caller({ actor: "lead", lead }), {
      bookingId: booking.id,
      serviceId: world.service(service).id,
      providerId: world.provider(provider).id,
      wish: "giờ đó",
      from,
      to: new Date(from.getTime() + 30 * 60_000),
      ...difference,
    }),
  );
  return { lead, receipt };
};

export const entryOf = (world: World, { receipt }: Waiter): Promise<WaitlistEntry> =>
  world.db
    .selectFrom("waitlist_entries")
    .selectAll()
    .where("id", "=", receipt.entryId)
    .executeTakeFirstOrThrow();

export const stateOf = async (world: World, bookingId: string): Promise<string> =>
  (
    await world.db
      .selectFrom("bookings")
      .select("state")
      .where("id", "=", bookingId)
      .executeTakeFirstOrThrow()
  ).state;

/** What was last said to a lead. */
export const lastSaid = async (world: World, { conversationId }: WorldLead) => {
  const key = { organizationId: world.organization.id, conversationId };
  const messages = await readMessages(world.db, key, { afterSeq: 0, limit: 100 });
  return { author: "", text: "", choices: [], ...messages.at(-1) };
};

/** Time off of this provider, at these instants. */
export const closeTime = async (
  world: World,
  off: { readonly from: string; readonly to: string } & (
    | { readonly provider_id: string }
    | { readonly location_id: string }
    | { readonly resource_id: string }
  ),
): Promise<string> => {
  const { from, to, ...owner } = off;
  const id = randomUUID();
  await world.db
    .insertInto("time_off")
    .values({
      ...{ organization_id: world.organization.id, id, reason: "ill", ...owner },
      ...{ starts_at: from, ends_at: to },
    })
    .execute();
  return id;
};
