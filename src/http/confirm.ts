import type { Caller } from "#src/booking/caller.ts";
import { readSlotId } from "#src/booking/slot-id.ts";
import { listLocations } from "#src/db/queries/catalog.ts";
import type { Answer, ErrorReply } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import { refusedTime } from "./free-times.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { type ActionShown, showReceipt } from "./show-booking.ts";

interface Confirming {
  readonly bookingId: string;
  readonly slotId: string;
  readonly statedBy?: string | undefined;
}

/** Sales state the lead's yes to an offered slot. Who loses it is told the day's other times. */
export const confirm = async (
  deps: ServerDeps,
  { call, caller }: { readonly call: ApiCall; readonly caller: Caller },
  { bookingId, slotId, statedBy = call.caller.name }: Confirming,
): Promise<Answer<ActionShown> | ErrorReply> => {
  const wish = { bookingId, slotId, statedBy, consent: null };
  const receipt = await deps.bookings.confirmSlot(caller, wish);
  if (receipt.ok) return showReceipt(deps, call, receipt);
  const { organization } = call;
  const key = readSlotId(deps.slotSecret, organization.id, slotId);
  if (!key) return refused(receipt, { field: "slotId" });
  const locations = await listLocations(deps.db, organization.id);
  const place = locations.find(({ id }) => id === key.locationId);
  const wanted = { ...key, zone: place?.timezone ?? organization.timezone };
  return refusedTime(deps, caller, receipt, wanted);
};
