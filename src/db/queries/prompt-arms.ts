import { sql } from "kysely";

import type { Db } from "../connect.ts";

/** What came of the turns held with one prompt on one side of a trial. */
export interface ArmCounts {
  readonly arm: "only" | "control" | "trial";
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly turns: number;
  readonly failures: number;
  /** Replies in safe words. */
  readonly safe: number;
  readonly approved: number;
  readonly edited: number;
  readonly rejected: number;
  readonly conversations: number;
  /** Conversations with a booking that was ever confirmed. */
  readonly won: number;
}

/** Turns that began since, by the prompt they were held with, the one used last first. */
export const countArms = async (
  db: Db,
  organizationId: string,
  since: Date,
): Promise<readonly ArmCounts[]> => {
  const { rows } = await sql<ArmCounts>`with asked as (
      select t.conversation_id, t.started_at, s.status as verdict,
        t.trace #>> '{prompt,arm}' as arm, t.trace #>> '{prompt,id}' as id,
        (t.trace #>> '{prompt,version}')::integer as version, t.trace #>> '{prompt,hash}' as hash,
        t.trace ->> 'failure' is not null as failed, t.trace ->> 'wording' = 'safe' as safe
      from turns t
      left join suggestions s on s.organization_id = t.organization_id and s.turn_id = t.id
      where t.organization_id = ${organizationId} and t.started_at >= ${since}
        and t.trace #>> '{prompt,hash}' is not null
    ), won as (
      select distinct b.conversation_id from bookings b
      where b.organization_id = ${organizationId}
        and b.conversation_id in (select conversation_id from asked)
        and b.state_history @> '[{"state": "SLOT_CONFIRMED"}]'
    )
    select arm, id, version, hash, count(*)::integer as turns,
      count(*) filter (where failed)::integer as failures,
      count(*) filter (where safe)::integer as safe,
      count(*) filter (where verdict = 'approved')::integer as approved,
      count(*) filter (where verdict = 'edited')::integer as edited,
      count(*) filter (where verdict = 'rejected')::integer as rejected,
      count(distinct asked.conversation_id)::integer as conversations,
      count(distinct won.conversation_id)::integer as won
    from asked left join won on won.conversation_id = asked.conversation_id
    group by arm, id, version, hash order by max(started_at) desc, arm`.execute(db);
  return rows;
};
