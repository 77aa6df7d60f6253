import { givenAnswers, serviceFacts } from "#src/booking/gather-facts.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import { type Facts, type Language, nothingBrought } from "#src/domain/facts.ts";
import type { Policy } from "#src/domain/policy.ts";
import { judgeAnswers } from "#src/domain/sop/judge-answers.ts";
import type { Surroundings } from "./load-surroundings.ts";

/** The facts a stored booking shows by itself; what only an attempt brings is not known. */
export const knownFacts = (
  row: NamedBookingRow,
  { lead, reachableBy, service, sops }: Surroundings,
  {
    policy,
    language,
    now,
  }: { readonly policy: Policy; readonly language: Language; readonly now: Date },
): Facts => ({
  language,
  policy,
  lead: { blocked: lead.blocked, reachableBy },
  service: service ? serviceFacts(service, null) : null,
  sop: judgeAnswers(sops, givenAnswers({ lead, row }), now),
  ...nothingBrought,
});
