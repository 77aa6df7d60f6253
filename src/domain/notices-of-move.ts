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

interface Notices {
  readonly kind: NoticeKind;
  readonly to: readonly Recipient[];
}

const isStaff = (by: Actor): boolean => by === "sales" || by === "provider";

/** Who hears of an appointment, but for who made the move. */
const concerned = (by: Actor): readonly Recipient[] => [
  ...(isStaff(by) ? (["chat"] as const) : []),
  "copy",
  ...gives(by),
];

/** Whoever gives the service, unless it is their own doing. */
const gives = (by: Actor): readonly Recipient[] => (by === "provider" ? [] : ["provider"]);

type TellOf = (move: CommittedMove) => Notices | null;

const freed: TellOf = ({ from, by }) =>
  isAppointed(from) ? { kind: "freed", to: gives(by) } : null;

const told: Partial<Record<BookingState, TellOf>> = {
  SLOT_CONFIRMED: ({ from, by }) =>
    from === "SLOT_PROPOSED" ? { kind: "confirmed", to: concerned(by) } : null,
  CANCELLED: ({ from, by }) =>
    isAppointed(from) ? { kind: "cancelled", to: concerned(by) } : null,
  SLOT_PROPOSED: ({ by }) => (by === "sales" ? { kind: "offered", to: ["chat"] } : null),
  // What a provider gives up is offered anew by the house.
  RESCHEDULED: (move) => (move.by === "provider" ? { kind: "offered", to: ["chat"] } : freed(move)),
  ABANDONED: freed,
};

/**
 * What a committed move is told as, and to whom (000 §8, 002 "confirmation"). A lead who moved a
 * booking themselves hears of it where they did it, and a provider knows what they did; the house
 * speaks for itself when it moves one.
 */
export const noticesOf = (move: CommittedMove): Notices | null => told[move.to]?.(move) ?? null;
