import { sql } from "kysely";

import type { Tx } from "../../connect.ts";
import { isOnDay } from "./day-of.ts";
import type { Day } from "./recount-day.ts";

/** A lead who comes back after this long a pause has come back; before, they are still talking. */
const pauseHours = 12;
/** For how long a conversation must stay settled to count as settled for good. */
const settleDays = 7;

/**
 * What came of the conversations that began on this day, and what people decided on it. Answers when
 * the next of them will have been quiet for long enough to count; null when none will.
 */
export const countTalks = async (tx: Tx, day: Day): Promise<Date | null> => {
  const settlesAt = await countOutcomes(tx, day);
  await countDecisions(tx, day);
  return settlesAt;
};

const countOutcomes = async (tx: Tx, day: Day): Promise<Date | null> => {
  const { organizationId, now } = day;
  const settled = sql`interval '1 day' * ${settleDays}`;
  const { rows } = await sql<{ settles_at: Date | null }>`with talks as materialized (
      select c.channel, c.last_message_at, said.back,
        case
          when c.owner <> 'ai' then 'handed_over'
          when said.by_sales or exists (select from suggestions s
            where s.organization_id = c.organization_id and s.conversation_id = c.id
              and s.decided_at is not null) then 'assisted'
          when said.by_ai then 'alone'
        end as outcome
      from conversations c
      cross join lateral (
        select bool_or(author = 'ai') as by_ai, bool_or(author = 'sales') as by_sales,
          coalesce(bool_or(author = 'lead' and created_at - before > interval '1 hour' * ${pauseHours}
            and created_at - before <= ${settled}), false) as back
        from (select author, created_at, lag(created_at) over (order by seq) as before
          from messages m
          where m.organization_id = c.organization_id and m.conversation_id = c.id) told
      ) said
      where c.organization_id = ${organizationId} and ${isOnDay("c.created_at", day)}
    ),
    stored as (
      insert into analytics_talks (organization_id, day, channel, conversations,
        alone, assisted, handed_over, durable, reopened)
      select ${organizationId}, ${day.day}, channel, count(*),
        count(*) filter (where outcome = 'alone'),
        count(*) filter (where outcome = 'assisted'),
        count(*) filter (where outcome = 'handed_over'),
        count(*) filter (where outcome = 'alone' and not back
          and last_message_at + ${settled} <= ${now}),
        count(*) filter (where outcome = 'alone' and back)
      from talks group by channel
    )
    select min(last_message_at + ${settled}) as settles_at from talks
    where outcome = 'alone' and not back and last_message_at + ${settled} > ${now}`.execute(tx);
  return rows[0]?.settles_at ?? null;
};

const countDecisions = async (tx: Tx, day: Day): Promise<void> => {
  const { organizationId } = day;
  await sql`insert into analytics_talks
      (organization_id, day, channel, approved, edited, rejected)
    select ${organizationId}, ${day.day}, c.channel,
      count(*) filter (where s.status = 'approved'),
      count(*) filter (where s.status = 'edited'),
      count(*) filter (where s.status = 'rejected')
    from suggestions s
    join conversations c on c.organization_id = s.organization_id and c.id = s.conversation_id
    where s.organization_id = ${organizationId} and ${isOnDay("s.decided_at", day)}
      and s.status in ('approved', 'edited', 'rejected')
    group by c.channel`.execute(tx);
};
