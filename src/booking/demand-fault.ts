import type { Service } from "#src/db/queries/catalog.ts";
import { lengthFinding, partyFinding } from "#src/domain/rules/kind-of-service.ts";
import type { Finding, RuleName } from "#src/domain/rules/rule.ts";
import { serviceFacts } from "./gather-facts.ts";

/** What no booking of a service could ever be made with. */
export interface DemandFault extends Finding {
  readonly rule: Extract<RuleName, "participants_fit" | "length_fits">;
}

interface Named {
  readonly participants?: number | undefined;
  readonly durationMinutes?: number | undefined;
}

/** A party or a length, where it is named, that the service does not take; null when it takes both. */
export const demandFault = (
  service: Service,
  { participants, durationMinutes }: Named,
): DemandFault | null => {
  const facts = serviceFacts(service, null);
  const length = lengthFinding(durationMinutes ?? null, facts);
  if (!length.passed) return { rule: "length_fits", ...length };
  if (participants === undefined) return null;
  const party = partyFinding(participants, facts);
  return party.passed ? null : { rule: "participants_fit", ...party };
};
