import { type Appointed, appoint, granted } from "../appointments.ts";
import type { World, WorldLead } from "../world.ts";

/** Nobody has to answer what was said so far. */
export const settle = async ({ db }: World, { conversationId }: WorldLead): Promise<void> => {
  await db
    .updateTable("conversations")
    .set(({ ref }) => ({ answered_seq: ref("last_seq") }))
    .where("id", "=", conversationId)
    .execute();
};

/** An appointment whose payment has been received. */
export const appointPaid = async (
  world: World,
  { service, start, minor }: { service: string; start: string; minor: number },
): Promise<Appointed> => {
  const appointed = await appoint(world, { service, start });
  const { currency } = world.organization;
  granted(
    await world.bookings.move(world.caller({ actor: "payment" }), {
      bookingId: appointed.booking.id,
      to: "PAID",
      payment: { received: { minor, currency }, verified: true, reference: "T-1" },
    }),
  );
  await settle(world, appointed.lead);
  return appointed;
};
