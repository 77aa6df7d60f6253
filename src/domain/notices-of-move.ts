import { type Actor, type BookingState, isAppointed } from "./booking-states.ts";

export type NoticeKind = "confirmed" | "cancelled" | "offered" | "freed";

/**
 * Who hears of a move beside whoever made it. `chat`: the lead in their conversation; `copy`: the
 * lead by mail or text message, to keep; `provider`: who gives, or would have given, the service.
 */
export type Recipient = "chat" | "copy" | "provider";

interface CommittedMove {
  readonly from: BookingState;
  readonly to: BookingState;
  readonly by: Actor;
}

/**
 * What a committed move is told as, and to whom (000 §8, 002 "confirmation"). A lead who moved a
 * booking themselves hears of it where they did it, and a provider knows what they did; the house
 * speaks for itself when it moves one.
 */
export const noticesOf = ({
  from,
  to,
  by,
}: CommittedMove): { readonly kind: NoticeKind; readonly to: readonly Recipient[] } | null => {
  const byStaff = by === "sales" || by === "provider";
  const told: readonly Recipient[] = [
    ...(byStaff ? (["chat"] as const) : []),
    "copy",
    ...(by === "provider" ? [] : (["provider"] as const)),
  ];
  const provider = told.filter((one) => one === "provider");
  switch (to) {
    case "SLOT_CONFIRMED":
      return from === "SLOT_PROPOSED" ? { kind: "confirmed", to: told } : null;
    case "CANCELLED":
      return isAppointed(from) ? { kind: "cancelled", to: told } : null;
    case "SLOT_PROPOSED":
      return by === "sales" ? { kind: "offered", to: ["chat"] } : null;
    case "RESCHEDULED":
      if (by === "provider") return { kind: "offered", to: ["chat"] };
      return isAppointed(from) && provider.length > 0 ? { kind: "freed", to: provider } : null;
    case "ABANDONED":
      return isAppointed(from) ? { kind: "freed", to: provider } : null;
    default:
      return null;
  }
};
