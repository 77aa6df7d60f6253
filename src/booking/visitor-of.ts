import { visitsOfLead } from "#src/db/queries/bookings.ts";
import type { Business } from "./business.ts";
import { anybody, type Visitor } from "./price-slots.ts";
import type { Session } from "./session.ts";

/** The lead of a booking as price rules see them; looked up only where a rule counts visits. */
export const visitorOf = async (
  { tx, organization, booking }: Session,
  { stored }: Business,
): Promise<Visitor> => {
  const counts = stored.priceRules.some(
    ({ condition }) => condition.kind === "volume" && condition.of === "lead",
  );
  const visits = counts ? await visitsOfLead(tx, organization.id, booking) : anybody.visits;
  return { visits, visit: booking.series && booking.series.position + 1 };
};
