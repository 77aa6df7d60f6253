import type { Slot } from "#src/domain/slot.ts";
import { yesTo } from "../consent.ts";
import type { ConfirmationNeeded } from "../tool.ts";
import { bookingLines } from "./booking-lines.ts";
import { KEEP, OTHER_TIME, SCOPES } from "./buttons.ts";
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
type Asking<K extends ConfirmationNeeded["question"]["kind"]> = Extract<
  ConfirmationNeeded["question"],
  { kind: K }
>;
type Visits = Plan<"series_offer">["series"]["visits"];

/** What is held of a series, what is not to be had and what is near it, and the question for a yes. */
export const renderSeriesOffer = (voice: Voice, { series }: Plan<"series_offer">): Rendered => {
  const { say } = voice;
  const slots = heldIn(series.visits);
  const missed = missedLines(voice, series.visits, series.zone);
  if (slots.length === 0 || series.shownHash === null) {
    return { ...plain([say("series_none"), ...missed].join("\n")), asked: { kind: "time" } };
  }
  const asked = askSeries(voice, {
    kind: "confirm_series",
    seriesId: series.seriesId,
    slots,
    shownHash: series.shownHash,
  });
  return { ...asked, text: [...headOf(voice, slots), ...missed, asked.text].join("\n") };
};

const headOf = (voice: Voice, slots: readonly Slot[]): string[] => {
  const { say, briefing } = voice;
  const [first] = slots;
  if (!first) return [];
  const held = first.heldUntil ? first.heldUntil.getTime() - briefing.now.getTime() : 0;
  const hold = Math.max(1, Math.round(held / 60_000));
  const service = sayService(voice, first);
  return [say("series_head", { service, count: slots.length, hold }), ...slotLines(voice, slots)];
};

const heldIn = (visits: Visits): Slot[] =>
  visits.flatMap((visit) => (visit.status === "held" ? [visit.slot] : []));

const slotLines = (voice: Voice, slots: readonly Slot[]): string[] =>
  slots.map((slot, index) =>
    voice.say("slot_line", { n: index + 1, slot: sayPricedSlot(voice, slot) }),
  );

const missedLines = (voice: Voice, visits: Visits, zone: string): string[] =>
  visits.flatMap((visit) => {
    if (visit.status !== "not_free") return [];
    const time = voice.time(visit.start, zone);
    const near = visit.alternatives.map((slot) => saySlot(voice, slot)).join("; ");
    const reason = visit.reasons[0]?.code;
    const why = reason ? voice.say(`why_${reason}`) : "none";
    const missed = voice.say("series_missed", { time, why });
    return [near === "" ? missed : `${missed} ${voice.say("nearest", { times: near })}`];
  });

/** The question for one yes to all visits that are held. */
export const renderConfirmSeries = (voice: Voice, asking: Asking<"confirm_series">): Rendered => {
  const asked = askSeries(voice, asking);
  return { ...asked, text: [...headOf(voice, asking.slots), asked.text].join("\n") };
};

const askSeries = (
  { say }: Voice,
  { seriesId, slots, shownHash }: Asking<"confirm_series">,
): Rendered => ({
  text: say("series_ask", { count: slots.length }),
  choices: [
    { id: yesTo(shownHash), label: say("button_yes") },
    { id: OTHER_TIME, label: say("button_other_time") },
  ],
  asked: { kind: "confirm_series", seriesId, shownHash },
});

/** What was booked of a series, and what was not. */
export const renderSeriesConfirmed = (
  voice: Voice,
  { series }: Plan<"series_confirmed">,
): Rendered => {
  const { say } = voice;
  const booked = series.visits.flatMap((visit) =>
    visit.status === "booked" ? [visit.booking] : [],
  );
  const refusals = series.visits.flatMap((visit) =>
    visit.status === "refused" ? [visit.refusal.suggestedReply] : [],
  );
  const service = sayService(voice, series);
  if (booked.length === 0) return plain([...new Set(refusals)].join("\n"));
  const head = say("series_confirmed", { service, count: booked.length });
  const lines = booked.flatMap(({ appointment, ...booking }) =>
    appointment ? [sayPricedSlot(voice, { ...booking, ...appointment })] : [],
  );
  const numbered = lines.map((slot, index) => say("slot_line", { n: index + 1, slot }));
  return plain([head, ...numbered, ...new Set(refusals)].join("\n"));
};

export const renderAskCancelSeries = (
  voice: Voice,
  { bookingId, scope, visits, reason, shownHash }: Asking<"confirm_cancel_series">,
): Rendered => {
  const { say } = voice;
  const [first] = visits;
  const service = first ? sayService(voice, first) : "";
  const ask = say("series_ask_cancel", { service, count: visits.length });
  return {
    text: [...bookingLines(voice, visits), ask].join("\n"),
    choices: [
      { id: yesTo(shownHash), label: say("button_cancel") },
      { id: KEEP, label: say("button_keep") },
    ],
    asked: { kind: "confirm_cancel_series", bookingId, scope, reason, shownHash },
  };
};

export const renderSeriesCancelled = (
  voice: Voice,
  { series }: Plan<"series_cancelled">,
): Rendered => {
  const cancelled = series.visits.filter(({ status }) => status === "cancelled");
  const refusals = series.visits.flatMap((visit) =>
    visit.status === "refused" ? [visit.refusal.suggestedReply] : [],
  );
  const service = sayService(voice, series);
  const head =
    cancelled.length > 0
      ? [voice.say("series_cancelled", { service, count: cancelled.length })]
      : [];
  return plain([...head, ...new Set(refusals)].join("\n"));
};

/** Which visits are meant, when one of a series is to be cancelled. */
export const renderAskScope = (voice: Voice, { booking, reason }: Plan<"ask_scope">): Rendered => {
  const { say } = voice;
  const { appointment } = booking;
  const time = appointment ? voice.time(appointment.start, appointment.zone) : "";
  return {
    text: say("series_scope", { service: sayService(voice, booking), time }),
    choices: [
      { id: SCOPES.one, label: say("button_scope_one") },
      { id: SCOPES.following, label: say("button_scope_following") },
      { id: SCOPES.all, label: say("button_scope_all") },
    ],
    asked: { kind: "series_scope", bookingId: booking.id, reason },
  };
};
