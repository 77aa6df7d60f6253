import { readNumber } from "#src/language/times/number-words.ts";
import type { Briefing } from "../../briefing.ts";
import type { Asked } from "../../focus.ts";
import type { Act } from "./embedded.ts";
import type { Reading } from "./read-turn.ts";
import { cancel, keep, proposeWished, wantsTime } from "./wanted.ts";

type AskedOf<K extends Asked["kind"]> = Extract<Asked, { kind: K }>;

type AboutSeries = AskedOf<
  "confirm_series" | "confirm_cancel_series" | "series_scope" | "series_length"
>;

/** The message as an answer to a question about visits that come back. */
export const answerSeries = (
  briefing: Briefing,
  reading: Reading,
  asked: AboutSeries,
): Act | null => {
  switch (asked.kind) {
    case "confirm_series":
      return answerConfirm(briefing, reading, asked);
    case "confirm_cancel_series":
      return answerCancel(briefing, reading, asked);
    case "series_scope":
      return answerScope(briefing, reading, asked);
    case "series_length":
      return answerLength(briefing, reading);
  }
};

const answerConfirm = (
  briefing: Briefing,
  reading: Reading,
  { seriesId }: AskedOf<"confirm_series">,
): Act | null => {
  const { act } = reading.reply;
  if (act === "affirm") return { tool: "confirm_series", with: { seriesId } };
  if (wantsTime(reading)) return proposeWished(briefing, { reading });
  if (act === "deny" || act === "affirm_but") return { say: { kind: "plain", say: "ask_time" } };
  return null;
};

const answerCancel = (
  briefing: Briefing,
  { reply }: Reading,
  { bookingId, scope, reason }: AskedOf<"confirm_cancel_series">,
): Act | null => {
  switch (reply.act) {
    case "affirm":
    case "cancel":
      return { tool: "cancel_series", with: { bookingId, scope, reason } };
    case "deny":
    case "keep":
      return keep(briefing, bookingId);
    default:
      return null;
  }
};

const answerScope = (
  briefing: Briefing,
  { scope, reply }: Reading,
  { bookingId, reason }: AskedOf<"series_scope">,
): Act | null => {
  const booking = briefing.visits.find(({ id }) => id === bookingId);
  if (booking && scope !== null) return cancel(briefing, booking, { text: reason, scope });
  return reply.act === "deny" || reply.act === "keep" ? keep(briefing, bookingId) : null;
};

const mostVisits = 60;

/** "Sáu buổi", "10": how many visits there are in all. */
const answerLength = (briefing: Briefing, { text }: Reading): Act | null => {
  const { focus } = briefing;
  const { rhythm } = focus.wish;
  const count = text
    .split(/[\s,.]+/u)
    .map((word) => readNumber(word.toLowerCase()))
    .find((number) => number !== undefined && Number.isInteger(number) && number > 1);
  if (count === undefined || count > mostVisits || !rhythm) return null;
  const wish = { ...focus.wish, rhythm: { ...rhythm, count } };
  return proposeWished({ ...briefing, focus: { ...focus, wish } });
};
