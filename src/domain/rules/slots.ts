import { check, type Rule } from "./rule.ts";

const minutes = 60_000;

/** A choice needs several times; where the lead named one and it is free, that one answers them. */
export const enoughSlotsAvailable: Rule = ({ facts }) => {
  const needed = facts.namedTimeFree ? 1 : facts.policy.minSlotsToPropose;
  const found = facts.slotsAvailable;
  return check(
    found !== null && found >= needed,
    `${found} slots are free`,
    `${found ?? "an unknown number of"} slots are free, ${needed} are needed`,
    { found: found ?? 0, needed },
  );
};

export const slotChosen: Rule = ({ facts }) =>
  check(facts.chosen !== null, "a slot is chosen", "no slot is chosen");

export const slotWasOffered: Rule = ({ facts }) =>
  check(
    facts.chosen?.offered === true,
    "the slot was offered to this lead",
    "the slot was not offered to this lead, or its offer has lapsed",
  );

export const slotStillAvailable: Rule = ({ facts }) =>
  check(
    facts.chosen?.free === true,
    "the slot is free",
    "the slot is taken",
    facts.chosen ? { start: facts.chosen.slot.start, zone: facts.chosen.slot.zone } : undefined,
  );

export const notInPast: Rule = ({ facts, now }) =>
  check(
    facts.chosen !== null && facts.chosen.slot.start > now,
    "the slot lies ahead",
    "the slot lies in the past",
  );

/** A slot held for the lead keeps its promise: its notice counts from the offer, not from the yes. */
export const minNotice: Rule = ({ facts: { service, chosen, policy }, now }) => {
  const notice = service ? policy.minNoticeMinutes : null;
  const asked = chosen?.offered ? (chosen.offeredAt ?? now) : now;
  const earliest = notice === null ? null : new Date(asked.getTime() + notice * minutes);
  const start = chosen?.slot.start;
  return check(
    earliest !== null && start !== undefined && start >= earliest,
    "notice is kept",
    `the start is nearer than the notice of ${notice ?? "an unknown number of"} minutes`,
    { hours: Math.ceil((notice ?? 0) / 60) },
  );
};

export const noDuplicateBooking: Rule = ({ facts }) =>
  check(
    facts.duplicate === "none",
    "the lead has no other booking of this",
    facts.duplicate ? "the lead has a booking of this already" : "other bookings are unknown",
  );

export const leadDailyLimit: Rule = ({ facts }) => {
  const most = facts.policy.maxPerDayPerLead;
  if (most === null) return check(true, "no limit for one lead", "");
  const others = facts.leadBookingsThatDay;
  return check(
    others !== null && others < most,
    `${others} of ${most} appointments that day`,
    `${others ?? "an unknown number"} of ${most} appointments that day`,
    { most },
  );
};

/**
 * A lead's yes is one message of this lead, later than the offer, to exactly what was shown, and it
 * serves once. Sales state the lead's yes under their own name. The house itself needs a policy that
 * lets it, and then no word of the lead.
 */
export const explicitConfirmation: Rule = ({ facts, booking, actor }) => {
  const { consent, chosen } = facts;
  if (consent?.kind === "stated") {
    return check(actor === "sales", `stated by ${consent.by}`, "only sales may state a lead's yes");
  }
  if (consent?.kind === "policy") {
    return check(actor === "system", `by policy ${consent.key}`, "only the house acts by policy");
  }
  if (consent?.kind === "page") {
    const isTheirs = actor === "lead" && consent.leadId === booking.leadId;
    return check(isTheirs, "pressed on the lead's page", "the page is another lead's");
  }
  const sound =
    consent !== null &&
    actor !== "system" &&
    chosen?.offeredAt != null &&
    consent.leadId === booking.leadId &&
    !consent.alreadyUsed &&
    consent.at > chosen.offeredAt &&
    consent.shownHash === chosen.shownHash;
  return check(
    sound,
    `confirmed by message ${consent?.messageId}`,
    "the lead has not said yes to this slot since it was offered",
    chosen ? { start: chosen.slot.start, zone: chosen.slot.zone } : undefined,
  );
};
