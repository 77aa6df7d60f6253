import type { ReplyContext } from "#src/language/read-reply.ts";
import type { Briefing } from "./briefing.ts";
import type { Asked } from "./focus.ts";

/** What the lead's words are read against: the clock, their zone, and what we last asked. */
export const replyContext = (briefing: Briefing): ReplyContext => {
  const { now, zone, language, openHours, focus } = briefing;
  const { asked } = focus;
  const choices = asked ? choicesOf(asked) : [];
  return {
    now,
    zone,
    locale: language,
    openHours: { ...openHours },
    asked: askedOf(asked),
    ...(choices.length > 0 && { choices }),
  };
};

const askedOf = (asked: Asked | null): NonNullable<ReplyContext["asked"]> => {
  switch (asked?.kind) {
    case "confirm_slot":
    case "confirm_cancel":
    case "choose_slot":
    case "choose_service":
    case "sop":
    case "contact":
    case "rebook":
      return asked.kind;
    case "choose_booking":
      return "choose_slot";
    case "confirm_move":
    case "confirm_attendance":
      return "rebook";
    default:
      return "none";
  }
};

const choicesOf = (asked: Asked): NonNullable<ReplyContext["choices"]> => {
  switch (asked.kind) {
    case "choose_slot":
      return asked.options.map(({ id, label, start, provider }) => ({
        id,
        label,
        provider,
        start: new Date(start),
      }));
    case "choose_booking":
      return asked.options.map(({ id, label, start }) => ({ id, label, start: new Date(start) }));
    case "confirm_slot": {
      const { slotId, label, start, provider } = asked;
      return [{ id: slotId, label, provider, start: new Date(start) }];
    }
    case "choose_service":
    case "sop":
      return asked.options;
    default:
      return [];
  }
};
