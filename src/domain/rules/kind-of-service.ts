import type { ServiceFacts } from "../facts.ts";
import { check, type Finding, type Rule } from "./rule.ts";

/** How many people one booking may bring: the party itself, not the other leads of its class. */
export const partyFinding = (count: number, service: ServiceFacts | null): Finding => {
  const { least, most } = service?.participants ?? { least: 0, most: 0 };
  return check(
    service !== null && least <= count && count <= most,
    `${count} of ${least} to ${most} people`,
    `${count} people, but one booking is for ${least} to ${most}`,
    { count, least, most },
  );
};

export const participantsFit: Rule = ({ booking, facts: { service } }) =>
  partyFinding(booking.participants, service);

/** Which lengths a lead may choose; null is the usual one. */
export const lengthFinding = (chosen: number | null, service: ServiceFacts | null): Finding => {
  if (service !== null && chosen === null) return check(true, "the usual length", "");
  const lengths = service?.lengths ?? null;
  const fits =
    lengths !== null &&
    chosen !== null &&
    lengths.least <= chosen &&
    chosen <= lengths.most &&
    (chosen - lengths.least) % lengths.step === 0;
  return check(
    fits,
    `${chosen} minutes`,
    lengths
      ? `${chosen} minutes, but ${lengths.least} to ${lengths.most} in steps of ${lengths.step}`
      : "the service is not known, or its length is fixed",
    { chosen: chosen ?? 0, ...(lengths ?? { least: 0, most: 0, step: 0 }) },
  );
};

export const lengthFits: Rule = ({ booking, facts: { service } }) =>
  lengthFinding(booking.durationMinutes, service);

/** A consultation that is booked must be over before the service it comes before. */
export const consultationFirst: Rule = ({ facts: { service, chosen } }) => {
  const consultation = service?.consultation ?? null;
  if (service === null) {
    return check(false, "", "the service is not known", { consultation: "" });
  }
  if (consultation === null) return check(true, "needs no consultation", "");
  const { status, serviceName } = consultation;
  const isInTime = typeof status === "object" && (!chosen || chosen.slot.start >= status.endsAt);
  return check(
    status === "done" || isInTime,
    `${serviceName} comes first`,
    `${serviceName} must come first`,
    { consultation: serviceName },
  );
};

export const placeKnown: Rule = ({ facts: { service, placeKnown: isKnown } }) =>
  check(
    service !== null && (!service.travels || isKnown === true),
    "it is known where",
    "the area to come to is not known",
  );
