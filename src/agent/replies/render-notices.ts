import type { Appointment } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import { YES, yesTo } from "../consent.ts";
import { NO, OTHER_TIME } from "./buttons.ts";
import { renderReminder } from "./render-reminders.ts";
import {
  plain,
  type Rendered,
  sayPricedSlot,
  sayService,
  saySlot,
  type Voice,
} from "./render-reply.ts";
import type { ReplyPlan } from "./reply-plan.ts";

type Plan<K extends ReplyPlan["kind"]> = Extract<ReplyPlan, { kind: K }>;

type Notice = Plan<
  | "time_freed"
  | "fallen_away"
  | "moved_by_us"
  | "cannot_take_place"
  | "class_cancelled"
  | "reminder"
>;

/** What the house says of its own accord: nobody asked, so it says what it is about. */
export const renderNotice = (voice: Voice, plan: Notice): Rendered => {
  switch (plan.kind) {
    case "time_freed":
      return renderTimeFreed(voice, plan);
    case "fallen_away":
      return renderFallenAway(voice, plan);
    case "moved_by_us":
      return renderMovedByUs(voice, plan);
    case "cannot_take_place":
      return renderCannotTakePlace(voice, plan);
    case "class_cancelled":
      return renderClassCancelled(voice, plan);
    case "reminder":
      return renderReminder(voice, plan);
  }
};

const renderTimeFreed = (voice: Voice, { bookingId, slot }: Plan<"time_freed">): Rendered => {
  const { say } = voice;
  const label = saySlot(voice, slot);
  const shownHash = slot.shownHash ?? "";
  const values = {
    service: sayService(voice, slot),
    slot: sayPricedSlot(voice, slot),
    until: heldUntil(voice, slot),
  };
  return {
    text: say("time_freed", values),
    choices: [
      { id: yesTo(shownHash), label: say("button_yes") },
      { id: OTHER_TIME, label: say("button_other_time") },
    ],
    asked: {
      kind: "confirm_slot",
      ...{ bookingId, slotId: slot.id, label, shownHash },
      start: slot.start.toISOString(),
      provider: slot.providerName,
    },
  };
};

const renderFallenAway = (
  voice: Voice,
  { bookingId, lost, slots }: Plan<"fallen_away">,
): Rendered => {
  const { say } = voice;
  const [first] = slots;
  if (!first) throw new Error(`no other time is offered for booking ${bookingId}`);
  const options = slots.map((slot) => ({
    id: slot.id,
    label: saySlot(voice, slot),
    start: slot.start.toISOString(),
    provider: slot.providerName,
  }));
  const values = { service: sayService(voice, first), until: heldUntil(voice, first) };
  return {
    text: [
      say("fallen_away", { ...values, time: timeOf(voice, lost) }),
      ...slots.map((slot, index) =>
        say("slot_line", { n: index + 1, slot: sayPricedSlot(voice, slot) }),
      ),
      say("offer_ask"),
    ].join("\n"),
    choices: options.map(({ id, label }) => ({ id, label })),
    asked: { kind: "choose_slot", bookingId, options },
  };
};

const renderMovedByUs = (voice: Voice, { booking, lost }: Plan<"moved_by_us">): Rendered => {
  if (!booking.appointment) throw new Error(`booking ${booking.id} was moved to no time`);
  const slot = sayPricedSlot(voice, { ...booking, ...booking.appointment });
  const service = sayService(voice, booking);
  return plain(voice.say("moved_by_us", { service, time: timeOf(voice, lost), slot }));
};

const renderCannotTakePlace = (
  voice: Voice,
  { booking, lost }: Plan<"cannot_take_place">,
): Rendered =>
  plain(
    voice.say("cannot_take_place", {
      service: sayService(voice, booking),
      time: timeOf(voice, lost),
    }),
  );

const renderClassCancelled = (
  voice: Voice,
  { booking, lost, nearest }: Plan<"class_cancelled">,
): Rendered => {
  const { say } = voice;
  const values = { service: sayService(voice, booking), time: timeOf(voice, lost) };
  const times = nearest.map((slot) => saySlot(voice, slot)).join("; ");
  return {
    text: [
      say("class_cancelled", values),
      ...(times === "" ? [] : [say("nearest", { times })]),
      say("class_cancelled_ask"),
    ].join("\n"),
    choices: [
      { id: YES, label: say("button_rebook") },
      { id: NO, label: say("button_no") },
    ],
    asked: { kind: "rebook", bookingId: booking.id },
  };
};

const timeOf = ({ time }: Voice, { start, zone }: Appointment): string => time(start, zone);

const heldUntil = ({ time }: Voice, { id, heldUntil: until, zone }: Slot): string => {
  if (!until) throw new Error(`slot ${id} is offered and not held`);
  return time(until, zone);
};
