import { sql } from "kysely";

import { updateBooking } from "#src/db/queries/bookings.ts";
import { listSopQuestions } from "#src/db/queries/catalog.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import type { LeadPreferences } from "#src/db/tables/conversations.ts";
import { isTimezone } from "#src/domain/is-timezone.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { after } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { type Session, withBooking } from "./session.ts";

export interface LeadDetails {
  readonly bookingId: string;
  readonly name?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  /** IANA name of the zone the lead lives in; times are said in it from then on. */
  readonly timezone?: string | undefined;
  readonly preferences?: LeadPreferences | undefined;
  /** Answers to the organization's questions, by field. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
}

/** Saves what the lead told of themselves and their answers to the service's questions. */
export const saveDetails =
  (deps: BookingDeps) =>
  (caller: Caller, details: LeadDetails): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, details.bookingId, async (session) => {
      const saved = await saveIn(session, details);
      if ("ok" in saved) return saved;
      return { ok: true, action: "details_saved", at: session.now, booking: saved.booking };
    });

/** The same in a transaction that goes on with the booking: the session after it, or a refusal. */
export const saveIn = async (
  session: Session,
  details: Omit<LeadDetails, "bookingId">,
): Promise<Session | Refusal> => {
  const { service, tx, now, deps, caller, booking } = session;
  const questions = service ? await listSopQuestions(tx, caller.organizationId, service.id) : [];
  const answers = Object.entries(details.answers ?? {});
  const unknown = answers.find(([field]) => !questions.some((one) => one.field === field));
  if (unknown) {
    return refuse(deps, caller, "invalid_input", `the service has no question ${unknown[0]}`);
  }
  if (details.timezone !== undefined && !isTimezone(details.timezone)) {
    return refuse(deps, caller, "invalid_timezone", "timezone: not the name of an IANA zone");
  }
  const inScope = (scope: "lead" | "booking") =>
    Object.fromEntries(
      answers.filter(([field]) => questions.some((q) => q.field === field && q.scope === scope)),
    );
  const lead = await saveLead(session, details, inScope("lead"));
  const written = await updateBooking(tx, caller.organizationId, booking.id, {
    custom_fields: JSON.stringify({ ...session.row.custom_fields, ...inScope("booking") }),
    updated_at: now,
    last_communication_at: now,
  });
  return { ...after(session, written), lead };
};

/** Adds to what is known of the lead; another booking of theirs may be adding at this moment. */
const saveLead = async (
  { tx, lead, organization }: Session,
  { name, phone, email, timezone, preferences = {} }: Omit<LeadDetails, "bookingId">,
  answers: Record<string, string>,
): Promise<Lead> =>
  tx
    .updateTable("leads")
    .set({
      ...(name !== undefined && { name }),
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(timezone !== undefined && { timezone }),
      preferences: sql`preferences || ${JSON.stringify(preferences)}::jsonb`,
      details: sql`details || ${JSON.stringify(answers)}::jsonb`,
    })
    .where("organization_id", "=", organization.id)
    .where("id", "=", lead.id)
    .returningAll()
    .executeTakeFirstOrThrow();
