import { updateBooking } from "#src/db/queries/bookings.ts";
import { listSopQuestions } from "#src/db/queries/catalog.ts";
import type { LeadPreferences } from "#src/db/tables/conversations.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { reload } from "./apply-transition.ts";
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
  readonly preferences?: LeadPreferences | undefined;
  /** Answers to the organization's questions, by field. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
}

/** Saves what the lead told of themselves and their answers to the service's questions. */
export const saveDetails =
  (deps: BookingDeps) =>
  (caller: Caller, details: LeadDetails): Promise<Receipt | Refusal> =>
    withBooking(deps, caller, details.bookingId, async (session) => {
      const { service, tx, now } = session;
      const questions = service
        ? await listSopQuestions(tx, caller.organizationId, service.id)
        : [];
      const answers = Object.entries(details.answers ?? {});
      const unknown = answers.find(([field]) => !questions.some((one) => one.field === field));
      if (unknown) {
        return refuse(deps, caller, "invalid_input", `the service has no question ${unknown[0]}`);
      }
      const inScope = (scope: "lead" | "booking") =>
        answers.filter(([field]) => questions.some((q) => q.field === field && q.scope === scope));
      await saveLead(session, details, Object.fromEntries(inScope("lead")));
      await updateBooking(tx, caller.organizationId, details.bookingId, {
        custom_fields: JSON.stringify({
          ...session.row.custom_fields,
          ...Object.fromEntries(inScope("booking")),
        }),
        updated_at: now,
        last_communication_at: now,
      });
      const { booking } = await reload(session);
      return { ok: true, action: "details_saved", at: now, booking };
    });

const saveLead = async (
  { tx, lead, organization }: Session,
  { name, phone, email, preferences }: LeadDetails,
  answers: Record<string, string>,
): Promise<void> => {
  await tx
    .updateTable("leads")
    .set({
      name: name ?? lead.name,
      phone: phone ?? lead.phone,
      email: email ?? lead.email,
      preferences: JSON.stringify({ ...lead.preferences, ...preferences }),
      details: JSON.stringify({ ...lead.details, ...answers }),
    })
    .where("organization_id", "=", organization.id)
    .where("id", "=", lead.id)
    .execute();
};
