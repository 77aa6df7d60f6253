import { openSession, type Session } from "#src/booking/session.ts";
import { transact } from "#src/booking/transact.ts";
import {
  addNotice,
  channelOfConversation,
  findMove,
  findSender,
  providerMails,
} from "#src/db/queries/booking-notices.ts";
import type { Appointment } from "#src/domain/booking.ts";
import { noticesOf, type Recipient } from "#src/domain/notices-of-move.ts";
import { houseCaller } from "../house-caller.ts";
import type { LifecycleDeps } from "../lifecycle-deps.ts";
import { isStillSo } from "./is-still-so.ts";
import { type Told, tellInChat } from "./tell-in-chat.ts";

interface AnnouncedMove {
  readonly organizationId: string;
  readonly bookingId: string;
  readonly eventId: string;
}

/**
 * Notes who has to hear of a committed move, and says it in the lead's conversation at once. Run again,
 * it does nothing more; what the booking is no longer is not told.
 */
export const planNotices =
  (deps: LifecycleDeps) =>
  async ({ organizationId, bookingId, eventId }: AnnouncedMove): Promise<void> => {
    const caller = houseCaller(organizationId, "notices");
    await transact(deps, caller, async (tx) => {
      const session = await openSession(deps, caller, tx, bookingId);
      const move = session && (await findMove(tx, organizationId, eventId));
      const notices = move && noticesOf(move);
      if (session && notices) {
        const told = { kind: notices.kind, eventId, at: appointmentTold(session) };
        for (const recipient of notices.to) await plans[recipient](session, told);
      }
      return { ok: true as const };
    });
  };

/** The one it has, or had last. */
const appointmentTold = ({ booking }: Session): Appointment | null =>
  booking.appointment ?? booking.previousAppointments.at(-1) ?? null;

/** To keep beside the chat; not where the chat is of that kind itself. */
const planCopies = async (session: Session, told: Told): Promise<void> => {
  const { tx, organization, policy, lead, row, booking } = session;
  if (lead.opted_out_at !== null || !told.at || !isStillSo(booking, told)) return;
  const spokenOn = await channelOfConversation(tx, organization.id, row.conversation_id);
  const addresses = { email: lead.email, sms: lead.phone };
  // A series is one text message, not one for every visit.
  const wanted = policy.copies.filter(
    (channel) => channel === "email" || !booking.series || booking.series.position === 0,
  );
  for (const channel of wanted) {
    const address = addresses[channel];
    if (address !== null && channel !== spokenOn) {
      await plan(session, told, { audience: "lead", channel, address });
    }
  }
};

const planForProviders = async (session: Session, told: Told): Promise<void> => {
  const { tx, organization, policy } = session;
  if (!policy.tellProviders || !told.at) return;
  const ids = new Set([
    told.at.providerId,
    ...(told.at.parts ?? []).map(({ providerId }) => providerId),
  ]);
  for (const { id, email } of await providerMails(tx, organization.id, [...ids])) {
    const to = { audience: "provider", channel: "email", address: email, providerId: id } as const;
    if (isStillSo(session.booking, { ...told, providerId: id })) await plan(session, told, to);
  }
};

interface Addressed {
  readonly audience: "lead" | "provider";
  readonly channel: "email" | "sms";
  readonly address: string;
  readonly providerId?: string;
}

/** Nothing is noted where the organization has no address of its own to write from. */
const plan = async (
  { tx, deps, organization, booking, now }: Session,
  { kind, eventId, at }: Told,
  { audience, channel, address, providerId }: Addressed,
): Promise<void> => {
  const sender = await findSender(tx, organization.id, channel);
  if (!sender) return;
  await addNotice(tx, {
    ...{ organization_id: organization.id, id: deps.newId(), booking_id: booking.id },
    ...{ event_id: eventId, audience, kind, channel, address, account: sender.account },
    ...{ provider_id: providerId ?? null, starts_at: at?.start ?? null },
    ...{ next_at: now, created_at: now },
  });
};

const plans: Readonly<Record<Recipient, (session: Session, told: Told) => Promise<void>>> = {
  chat: tellInChat,
  copy: planCopies,
  provider: planForProviders,
};
