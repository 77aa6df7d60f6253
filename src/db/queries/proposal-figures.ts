import { sql } from "kysely";

import type { StrategyName } from "#src/domain/proposals/strategy.ts";
import type { Db } from "../connect.ts";

/** What became of proposals that one strategy made. */
export interface ProposalFigures {
  readonly strategy: StrategyName;
  readonly proposals: number;
  readonly confirmed: number;
  /** Of the confirmed ones: those whose visit was seen to, and those who came. */
  readonly seen: number;
  readonly came: number;
}

/**
 * Of every booking the first proposal a strategy made for it in a period. Later ones answer what the
 * lead said of the first, so they tell less of the strategy.
 */
export const countProposals = async (
  db: Db,
  organizationId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ProposalFigures[]> => {
  const { rows } = await sql<ProposalFigures>`
    with made as (
      select offers.booking_id, offers.offered_at, offers.strategy,
        bool_or(offers.kind = 'booking') as confirmed,
        bool_or(offers.kind = 'booking' and bookings.starts_at = offers.starts_at
          and bookings.show_up_status is not null) as seen,
        bool_or(offers.kind = 'booking' and bookings.starts_at = offers.starts_at
          and bookings.show_up_status) as came
      from allocations offers
      join bookings on bookings.organization_id = offers.organization_id
        and bookings.id = offers.booking_id
      where offers.organization_id = ${organizationId} and offers.strategy is not null
        and offers.part = 0 and offers.resource_id is null
        and offers.offered_at >= ${from} and offers.offered_at < ${to}
      group by offers.booking_id, offers.offered_at, offers.strategy
    ),
    first as (
      select distinct on (booking_id) * from made order by booking_id, offered_at
    )
    select strategy, count(*)::int as proposals,
      count(*) filter (where confirmed)::int as confirmed,
      count(*) filter (where seen)::int as seen,
      count(*) filter (where came)::int as came
    from first group by strategy order by strategy`.execute(db);
  return rows;
};
