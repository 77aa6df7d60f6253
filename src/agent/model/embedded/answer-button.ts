import { isOpen } from "#src/domain/booking-states.ts";
import type { Briefing } from "../../briefing.ts";
import { YES, yesTo } from "../../consent.ts";
import type { Asked } from "../../focus.ts";
import { CHANGE, KEEP, NO, OTHER_TIME, SCOPES } from "../../replies/buttons.ts";
import type { Act } from "./embedded.ts";
import type { Reading } from "./read-turn.ts";
import { waitFor } from "./wait-for.ts";
import {
  askColleague,
  bookAgain,
  cancel,
  choosing,
  keep,
  moveAsAsked,
  proposeWished,
  selectService,
} from "./wanted.ts";

/** A pressed button says exactly one thing; one of an older message is read by what it names. */
export const answerButton = (briefing: Briefing, reading: Reading): Act | null => {
  const { pressed } = reading;
  if (pressed === null) return null;
  return (
    pressAnswer(briefing.focus.asked, pressed) ??
    pressWord(briefing, pressed) ??
    pressId(briefing, reading, pressed)
  );
};

const pressWord = (briefing: Briefing, pressed: string): Act | null => {
  const { asked } = briefing.focus;
  if (asked && "shownHash" in asked && pressed === yesTo(asked.shownHash)) {
    return pressYes(briefing);
  }
  switch (pressed) {
    case OTHER_TIME:
      return { say: { kind: "plain", say: "ask_time" } };
    case KEEP:
      return asked && keptBy.includes(asked.kind) && "bookingId" in asked
        ? keep(briefing, asked.bookingId)
        : null;
    case SCOPES.one:
    case SCOPES.following:
    case SCOPES.all:
      return pressScope(briefing, pressed);
    case CHANGE:
      return asked?.kind === "confirm_attendance" ? moveAsked(briefing, asked.bookingId) : null;
    case NO:
      return { say: { kind: "plain", say: "goodbye" } };
    case YES:
      return asked ? pressYes(briefing) : null;
    default:
      return null;
  }
};

const moveAsked = (briefing: Briefing, bookingId: string): Act | null => {
  const booking = briefing.upcoming.find(({ id }) => id === bookingId);
  return booking ? moveAsAsked(briefing, { bookingId, reason: "change" }) : null;
};

const keptBy: readonly Asked["kind"][] = [
  "confirm_cancel",
  "confirm_move",
  "confirm_cancel_series",
];

const pressScope = (briefing: Briefing, pressed: string): Act | null => {
  const { asked } = briefing.focus;
  const scope = (["one", "following", "all"] as const).find((one) => SCOPES[one] === pressed);
  if (asked?.kind !== "series_scope" || !scope) return null;
  const booking = briefing.visits.find(({ id }) => id === asked.bookingId);
  return booking ? cancel(briefing, booking, { text: asked.reason, scope }) : null;
};

const pressYes = (briefing: Briefing): Act | null => {
  const { asked } = briefing.focus;
  switch (asked?.kind) {
    case "confirm_slot":
      return { tool: "confirm_slot", with: { slotId: asked.slotId } };
    case "confirm_cancel":
      return {
        tool: "cancel_booking",
        with: { bookingId: asked.bookingId, reason: asked.reason },
      };
    case "confirm_move":
      return moveAsAsked(briefing, asked);
    case "confirm_attendance":
      return { tool: "answer_reminder", with: { bookingId: asked.bookingId } };
    case "confirm_series":
      return { tool: "confirm_series", with: { seriesId: asked.seriesId } };
    case "confirm_cancel_series": {
      const { bookingId, scope, reason } = asked;
      return { tool: "cancel_series", with: { bookingId, scope, reason } };
    }
    case "consult":
      return selectService(briefing, asked.serviceId);
    case "party":
      return {
        tool: "select_service",
        with: { serviceId: briefing.booking?.serviceId ?? "", participants: asked.size },
      };
    case "rebook":
      return bookAgain(briefing);
    case "colleague":
      return askColleague(briefing);
    case "waitlist":
      return waitFor(briefing, asked);
    default:
      return null;
  }
};

const pressAnswer = (asked: Asked | null, pressed: string): Act | null =>
  asked?.kind === "sop" && asked.options.some(({ id }) => id === pressed)
    ? { tool: "save_lead_details", with: { answers: { [asked.field]: pressed } } }
    : null;

const pressId = (briefing: Briefing, reading: Reading, pressed: string): Act | null => {
  const { services, offered, upcoming, focus, booking } = briefing;
  if (services.some(({ id }) => id === pressed)) {
    return selectService(briefing, pressed);
  }
  if (offered.some(({ id }) => id === pressed)) {
    return { tool: "confirm_slot", with: { slotId: pressed } };
  }
  if (upcoming.some(({ id }) => id === pressed)) return choosing(briefing, reading, pressed);
  // The slot of an offer that has lapsed: the gate knows it was shown and the engine says it lapsed.
  if (focus.shown.includes(pressed) && booking && isOpen(booking.state)) {
    return proposeWished(briefing, { slotIds: [pressed] });
  }
  return null;
};
