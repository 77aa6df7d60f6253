import { sql } from "kysely";

import type { BookingState } from "#src/domain/booking-states.ts";
import type { Tx } from "../connect.ts";

/** How far a lead is with a service that must come before another. */
export interface ConsultationRow {
  readonly service_name: string;
  readonly done: boolean;
  /** The end of the first one that stands; null when none does. */
  readonly ends_at: Date | null;
}

export const findConsultation = async (
  tx: Tx,
  organizationId: string,
  asked: {
    readonly leadId: string;
    readonly serviceId: string;
    readonly standing: readonly BookingState[];
  },
): Promise<ConsultationRow> => {
  const { leadId, serviceId, standing } = asked;
  const own = sql`from bookings where bookings.organization_id = services.organization_id
    and bookings.service_id = services.id and bookings.lead_id = ${leadId}`;
  const { rows } = await sql<ConsultationRow>`
    select name as service_name,
      exists (select ${own} and (state = 'COMPLETED' or (state = 'FOLLOW_UP' and not missed)))
        as done,
      (select min(ends_at) ${own} and state = any(${[...standing]})) as ends_at
    from services where organization_id = ${organizationId} and id = ${serviceId}`.execute(tx);
  const [found] = rows;
  if (!found) throw new Error(`there is no service ${serviceId} to come first`);
  return found;
};
