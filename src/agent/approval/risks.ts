import type { RiskCode } from "#src/domain/approval.ts";
import type { Booking } from "#src/domain/booking.ts";
import { readGrievances } from "#src/language/read-grievance.ts";
import type { Briefing } from "../briefing.ts";
import { namesAmount } from "../claims/price-claims.ts";
import type { ConsentSubject } from "../tool.ts";

/** Moves of one appointment that are the lead's own affair. */
const movesWithoutAsking = 2;

const isPaid = ({ payment: { status } }: Booking): boolean =>
  status === "received" || status === "settled";

/** Why a deed the lead has said yes to waits for a person before it is done. */
export const deedRisks = (subject: ConsentSubject | null): readonly RiskCode[] => {
  switch (subject?.kind) {
    case "confirm_cancel":
      return isPaid(subject.booking) ? ["paid_cancellation"] : [];
    case "confirm_cancel_series":
      return subject.visits.some(isPaid) ? ["paid_cancellation"] : [];
    case "confirm_move":
      return subject.booking.rescheduleCount >= movesWithoutAsking ? ["third_reschedule"] : [];
    default:
      return [];
  }
};

/** The bookings such a deed would change. */
export const bookingsAtRisk = (subject: ConsentSubject | null): readonly string[] => {
  switch (subject?.kind) {
    case "confirm_cancel":
    case "confirm_move":
      return [subject.booking.id];
    case "confirm_cancel_series":
      return subject.visits.map(({ id }) => id);
    default:
      return [];
  }
};

interface Talk {
  readonly briefing: Pick<Briefing, "text" | "focus">;
  readonly reply: string;
  /** The reply says that the message was not understood, or leaves it to a person. */
  readonly misread: boolean;
}

/** Why words wait for a person before they are sent. */
export const talkRisks = ({ briefing, reply, misread }: Talk): readonly RiskCode[] => {
  const lead = readGrievances(briefing.text);
  const found: Readonly<Record<RiskCode, boolean>> = {
    paid_cancellation: false,
    third_reschedule: false,
    refund_talk: lead.includes("refund") || readGrievances(reply).includes("refund"),
    price_talk: lead.includes("haggling") || namesAmount(reply),
    complaint: lead.includes("complaint"),
    low_understanding: misread && briefing.focus.unclear > 0,
  };
  return (Object.keys(found) as RiskCode[]).filter((code) => found[code]);
};
