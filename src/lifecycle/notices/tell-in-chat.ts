import type { ReplyPlan } from "#src/agent/replies/reply-plan.ts";
import { offeredSlots } from "#src/booking/offered-slots.ts";
import type { Session } from "#src/booking/session.ts";
import { tellLead } from "#src/conversation/tell-lead.ts";
import { addNotice, changeNotice } from "#src/db/queries/booking-notices.ts";
import type { Appointment } from "#src/domain/booking.ts";
import type { NoticeKind } from "#src/domain/notices-of-move.ts";
import { isStillSo } from "./is-still-so.ts";

export interface Told {
  readonly kind: NoticeKind;
  readonly eventId: string;
  /** The appointment it is about; null for one that has never been. */
  readonly at: Appointment | null;
}

/**
 * Says what staff did in the conversation of the lead it concerns, once. A series is told of by whoever
 * arranged it.
 */
export const tellInChat = async (session: Session, told: Told): Promise<void> => {
  const { tx, deps, organization, booking, row, now } = session;
  if (booking.series || !isStillSo(booking, told)) return;
  const said = await planOf(session, told);
  if (!said) return;
  const id = deps.newId();
  const isFirst = await addNotice(tx, {
    ...{ organization_id: organization.id, id, booking_id: booking.id, event_id: told.eventId },
    ...{ audience: "lead", kind: told.kind, channel: "chat", starts_at: told.at?.start ?? null },
    ...{ next_at: now, created_at: now, status: "sent" },
  });
  if (!isFirst) return;
  const { leadId } = booking;
  const to = { organizationId: organization.id, leadId, conversationId: row.conversation_id };
  const messageId = await tellLead(tx, deps, to, said, booking.id);
  const key = { organization_id: organization.id, id };
  if (messageId) return changeNotice(tx, key, { message_id: messageId });
  await changeNotice(tx, key, { status: "failed", error_code: "not_reachable" });
};

const planOf = async (session: Session, { kind, at }: Told): Promise<ReplyPlan | null> => {
  const { tx, organization, booking, row, now } = session;
  switch (kind) {
    case "confirmed":
    case "cancelled":
      return { kind, booking };
    case "offered": {
      const slots = await offeredSlots(tx, organization, row, now);
      const offer = { kind: "offer", bookingId: booking.id, slots } as const;
      if (slots.length === 0) return null;
      return at ? { ...offer, because: "moved", freed: at } : { ...offer, because: "asked" };
    }
    case "freed":
      return null;
  }
};
