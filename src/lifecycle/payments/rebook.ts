import { sql } from "kysely";

import { confirmIn } from "#src/booking/confirm-slot.ts";
import { frozenPrice } from "#src/booking/price-slots.ts";
import { lockAndFind, offer } from "#src/booking/propose-slots.ts";
import { openSession, type Session } from "#src/booking/session.ts";
import { readSlotId } from "#src/booking/slot-id.ts";
import type { PaymentRow } from "#src/db/queries/payments.ts";
import { houseCaller } from "../house-caller.ts";

/**
 * Takes the time again that was given back because its payment had not come, now that it has: offered
 * and confirmed by the same rules as ever. Null, and nothing was done, when it is taken or a rule stands
 * in the way. The session answered is the payer's, in PAYMENT_PENDING.
 */
export const rebook = async (session: Session, payment: PaymentRow): Promise<Session | null> => {
  await sql`savepoint rebook`.execute(session.tx);
  const again = await takeAgain(session, payment);
  if (!again) await sql`rollback to savepoint rebook`.execute(session.tx);
  return again;
};

const takeAgain = async (session: Session, payment: PaymentRow): Promise<Session | null> => {
  const { deps, tx, caller, organization, now } = session;
  const { booking, service } = session;
  const lost = booking.previousAppointments.at(-1);
  const isOpen = booking.state === "RESCHEDULED" || booking.state === "SLOT_PROPOSED";
  const isSame = lost?.start.getTime() === payment.starts_at?.getTime();
  if (!service || !lost || !isOpen || !isSame || lost.start <= now) return null;
  const house = houseCaller(organization.id, caller.actorId);
  const { providerId, locationId, start } = lost;
  const times = [{ from: start, to: start, exact: true }];
  const found = await lockAndFind(session, service, { times, providerId, locationId });
  const best = found.best.find((open) => open.start === start.getTime());
  if (!best) return null;
  const priceOf = () => frozenPrice(session.row);
  const offered = await offer({ ...session, caller: house }, { ...found, best: [best], priceOf });
  const slot = offered.ok ? offered.offered?.[0] : undefined;
  const key = slot && readSlotId(deps.slotSecret, organization.id, slot.id);
  const held = slot && (await openSession(deps, house, tx, booking.id, slot.providerId));
  if (!slot || !key || !held) return null;
  const consent = { kind: "policy", key: "paidLate" } as const;
  const confirmed = await confirmIn(held, { slotId: slot.id, consent }, key, service);
  const paying = confirmed.ok ? await openSession(deps, caller, tx, booking.id) : null;
  return paying?.booking.state === "PAYMENT_PENDING" ? paying : null;
};
