import { toBooking } from "#src/booking/to-booking.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import { findTransition } from "#src/domain/booking-transitions.ts";
import type { Facts } from "#src/domain/facts.ts";
import type { Blocking, Phrase } from "#src/domain/refusal.ts";
import { allRules } from "#src/domain/rules/all-rules.ts";
import { oneOfEach } from "#src/domain/sop/judge-answers.ts";

interface Conditions {
  readonly required_fields: Record<string, boolean>;
  readonly met_conditions: Record<string, boolean | null>;
  readonly blocking_issues: Blocking[];
}

interface Known {
  readonly facts: Facts;
  readonly phrase: Phrase;
  readonly now: Date;
}

/** What 000 §4.1 shows of a booking's requirements, judged by the rules of the transition table. */
export const conditionsOf = (row: NamedBookingRow, known: Known): Conditions => {
  const { facts } = known;
  const questions = oneOfEach(facts.sop ?? []);
  const appointed = row.starts_at !== null;
  return {
    required_fields: {
      ...Object.fromEntries(questions.map(({ field, before }) => [field, before !== null])),
      service_type: true,
      customer_contact: true,
      appointment_date: true,
      appointment_slot: true,
      payment: row.payment_required,
    },
    met_conditions: {
      ...Object.fromEntries(questions.map(({ field, met }) => [field, met])),
      service_type: row.service_id !== null,
      customer_contact: passes(row, "contact_known", known),
      appointment_date: appointed,
      appointment_slot: appointed,
      payment: row.payment_required ? isPaid(row) : null,
    },
    blocking_issues: blockingIssues(row, known),
  };
};

const isPaid = ({ payment_status }: NamedBookingRow): boolean =>
  payment_status === "received" || payment_status === "settled";

/** The next step of the states that wait for somebody to complete the booking. */
const nextStep: Partial<Record<BookingState, BookingState>> = {
  INQUIRY: "SERVICE_SELECTED",
  SERVICE_SELECTED: "SLOT_PROPOSED",
  SLOT_PROPOSED: "SLOT_PROPOSED",
  RESCHEDULED: "SLOT_PROPOSED",
};

const blockingIssues = (row: NamedBookingRow, known: Known): Blocking[] => {
  const next = nextStep[row.state];
  if (next === undefined) return [];
  const rules = findTransition(row.state, next)?.rules ?? [];
  return rules
    .filter((name) => allRules[name].stage === "blocking")
    .flatMap((name) => {
      const { passed, values } = judge(row, name, next, known);
      const { fix } = allRules[name];
      if (passed) return [];
      return [{ rule: name, ...known.phrase(name, values), ...(fix && { fix }) }];
    });
};

type Name = keyof typeof allRules;

const judge = (row: NamedBookingRow, name: Name, to: BookingState, { facts, now }: Known) =>
  allRules[name].rule({ booking: toBooking(row), to, actor: "sales", facts, now });

const passes = (row: NamedBookingRow, name: Name, known: Known): boolean =>
  judge(row, name, row.state, known).passed;
