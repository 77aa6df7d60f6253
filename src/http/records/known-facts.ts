import { serviceFacts } from "#src/booking/gather-facts.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import { type Facts, type Language, nothingBrought } from "#src/domain/facts.ts";
import type { Policy } from "#src/domain/policy.ts";
import type { Surroundings } from "./load-surroundings.ts";

/** The facts a stored booking shows by itself; what only an attempt brings is not known. */
export const knownFacts = (
  row: NamedBookingRow,
  { lead, reachableBy, service, questions }: Surroundings,
  { policy, language }: { readonly policy: Policy; readonly language: Language },
): Facts => ({
  language,
  policy,
  lead: { blocked: lead.blocked, reachableBy },
  service: service ? serviceFacts(service, null) : null,
  sop: questions.map(({ field, scope, question }) => ({
    field,
    question,
    met: Boolean((scope === "lead" ? lead.details : row.custom_fields)[field]),
  })),
  ...nothingBrought,
});
