import { shownHashOf } from "#src/booking/slot-view.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { World, WorldLead } from "./world.ts";

/** The receipt, or the refusal thrown with all it says: for the steps that lead up to a test. */
export const granted = <T extends { readonly ok: true }>(answer: T | Refusal): T => {
  if (answer.ok) return answer;
  throw new Error(`${answer.code}: ${answer.reason}`);
};

/** The refusal, or the receipt thrown: for the steps that must not succeed. */
export const refused = (answer: { readonly ok: true } | Refusal): Refusal => {
  if (!answer.ok) return answer;
  throw new Error(`was not refused: ${JSON.stringify(answer)}`);
};

interface Wanted {
  readonly lead?: WorldLead;
  /** "Bọc sứ thẩm mỹ" when absent. */
  readonly service?: string;
  /** ISO; the time asked for. */
  readonly start?: string;
  readonly provider?: string;
}

export interface Begun {
  readonly lead: WorldLead;
  readonly booking: Booking;
}

const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Bọc sứ thẩm mỹ": { first_visit: "yes" },
  "Nhổ răng khôn": { medical_history: "none" },
  Botox: { first_visit: "yes" },
  "Chemical peel": { skin_history: "none" },
};

/** A booking in SERVICE_SELECTED whose questions are answered. */
export const begin = async (
  world: World,
  { lead: known, service = "Bọc sứ thẩm mỹ" }: Wanted = {},
): Promise<Begun> => {
  const { bookings } = world;
  const lead = known ?? (await world.lead());
  const caller = world.caller({ actor: "lead", lead });
  const { conversationId } = lead;
  const created = granted(await bookings.create(caller, { leadId: lead.id, conversationId }));
  const bookingId = created.booking.id;
  const serviceId = world.service(service).id;
  granted(await bookings.selectService(caller, { bookingId, serviceId }));
  const details = { bookingId, phone: "+84901234567", answers: answers[service] ?? {} };
  const { booking } = granted(await bookings.saveDetails(caller, details));
  return { lead, booking };
};

export interface Offered extends Begun {
  readonly offered: readonly Slot[];
}

/** The same with slots held, the time asked for among them. */
export const propose = async (world: World, wanted: Wanted = {}): Promise<Offered> => {
  const { lead, booking } = await begin(world, wanted);
  const { start, provider } = wanted;
  const at = start === undefined ? undefined : new Date(start);
  const receipt = granted(
    await world.bookings.proposeSlots(world.caller({ actor: "lead", lead }), {
      bookingId: booking.id,
      ...(at && { times: [{ from: at, to: at, exact: true }] }),
      providerId: provider === undefined ? undefined : world.provider(provider).id,
    }),
  );
  return { lead, booking: receipt.booking, offered: receipt.offered ?? [] };
};

/** The slot that starts then; the first one when no time is named. */
export const slotAt = (slots: readonly Slot[], start?: string): Slot => {
  const found =
    start === undefined
      ? slots[0]
      : slots.find((slot) => slot.start.getTime() === new Date(start).getTime());
  if (found) return found;
  const all = slots.map((slot) => slot.start.toISOString()).join(", ");
  throw new Error(`${start ?? "any slot"} is not among ${all || "no slots"}`);
};

/** The lead says yes to this slot, a minute after it was shown. */
export const sayYes = async (
  world: World,
  { lead, booking }: Begun,
  slot: Slot,
): Promise<Receipt | Refusal> => {
  world.clock.advance({ minutes: 1 });
  const messageId = await world.message(lead, "Vâng, tôi xác nhận");
  return world.bookings.confirmSlot(world.caller({ actor: "lead", lead, messageId }), {
    bookingId: booking.id,
    slotId: slot.id,
    consent: { messageId, shownHash: shownHashOf(booking.id, slot) },
  });
};

export interface Appointed extends Begun {
  readonly slot: Slot;
}

/** A confirmed appointment, made step by step as in a conversation. */
export const appoint = async (world: World, wanted: Wanted = {}): Promise<Appointed> => {
  const proposed = await propose(world, wanted);
  const slot = slotAt(proposed.offered, wanted.start);
  const { booking } = granted(await sayYes(world, proposed, slot));
  return { lead: proposed.lead, booking, slot };
};
