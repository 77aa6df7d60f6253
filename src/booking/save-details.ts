import { sql } from "kysely";

import { updateBooking } from "#src/db/queries/bookings.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import type { LeadPreferences } from "#src/db/tables/conversations.ts";
import { isTimezone } from "#src/domain/is-timezone.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { expectedOf } from "#src/domain/sop/expected-of.ts";
import { readAnswer } from "#src/domain/sop/read-answer.ts";
import type { GivenAnswers, Sop, SopQuestion } from "#src/domain/sop/sop.ts";
import { after } from "./apply-transition.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { sopsOf } from "./gather-facts.ts";
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
  const { tx, now, deps, caller, booking } = session;
  const read = await readAnswers(session, details.answers ?? {});
  if ("ok" in read) return read;
  if (details.timezone !== undefined && !isTimezone(details.timezone)) {
    return refuse(deps, caller, "invalid_timezone", "timezone: not the name of an IANA zone");
  }
  const lead = await saveLead(session, details, kept(read, "lead", now));
  const own = kept(read, "booking", now);
  const written = await updateBooking(tx, caller.organizationId, booking.id, {
    custom_fields: JSON.stringify({ ...session.row.custom_fields, ...own.values }),
    answered: JSON.stringify({ ...session.row.answered, ...own.under }),
    updated_at: now,
    last_communication_at: now,
  });
  return { ...after(session, written), lead };
};

/** An answer in the form it is stored in, and who asks for it. */
interface ReadAnswer {
  readonly question: SopQuestion;
  readonly sop: Pick<Sop, "id" | "version">;
  readonly value: string;
}

/** Each answer by the type of its field; the first that is none is refused and names the field. */
const readAnswers = async (
  session: Session,
  answers: Readonly<Record<string, string>>,
): Promise<readonly ReadAnswer[] | Refusal> => {
  const { deps, caller } = session;
  // Also of what is asked of newcomers alone: who fills in a form may not be known yet.
  const asked = (await sopsOf({ ...session, hasVisited: false })).flatMap((sop) =>
    sop.questions.map((question) => ({ sop, question })),
  );
  const read: ReadAnswer[] = [];
  for (const [field, said] of Object.entries(answers)) {
    const found = asked.find(({ question }) => question.field === field);
    const named = { field: `answers.${field}` };
    if (!found) {
      return refuse(deps, caller, "invalid_input", `the service has no question ${field}`, named);
    }
    const value = readAnswer(found.question, said);
    if (value === null) return refuseUnfit(deps, caller, found.question);
    read.push({ ...found, value });
  }
  return read;
};

/** An answer that is none of its field's type, and what is expected instead. */
const refuseUnfit = (deps: BookingDeps, caller: Caller, question: SopQuestion): Refusal => {
  const { field, type } = question;
  const reason = `the answer to ${field} is not of the type ${type}`;
  const values = { field, ...expectedOf(question, caller.language) };
  return refuse(deps, caller, "answer_unfit", reason, { values, field: `answers.${field}` });
};

const kept = (
  answers: readonly ReadAnswer[],
  scope: SopQuestion["scope"],
  now: Date,
): GivenAnswers => {
  const own = answers.filter(({ question }) => question.scope === scope);
  const at = now.toISOString();
  return {
    values: Object.fromEntries(own.map(({ question, value }) => [question.field, value])),
    under: Object.fromEntries(
      own.map(({ question: { field }, sop: { id, version } }) => [
        field,
        { sopId: id, version, at },
      ]),
    ),
  };
};

/** Adds to what is known of the lead; another booking of theirs may be adding at this moment. */
const saveLead = async (
  { tx, lead, organization }: Session,
  { name, phone, email, timezone, preferences = {} }: Omit<LeadDetails, "bookingId">,
  answers: GivenAnswers,
): Promise<Lead> =>
  tx
    .updateTable("leads")
    .set({
      ...(name !== undefined && { name }),
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
      ...(timezone !== undefined && { timezone }),
      preferences: sql`preferences || ${JSON.stringify(preferences)}::jsonb`,
      details: sql`details || ${JSON.stringify(answers.values)}::jsonb`,
      answered: sql`answered || ${JSON.stringify(answers.under)}::jsonb`,
    })
    .where("organization_id", "=", organization.id)
    .where("id", "=", lead.id)
    .returningAll()
    .executeTakeFirstOrThrow();
