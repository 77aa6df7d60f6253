import { type Kysely, sql } from "kysely";

const modes = sql.raw("('auto', 'guarded', 'review', 'off')");

/** What the agent would say or do, waiting for a person, and whether it must wait at all. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table organizations add column approval_mode text not null default 'auto'
    check (approval_mode in ${modes})`.execute(db);
  await sql`alter table conversations add column approval_mode text
    check (approval_mode in ${modes})`.execute(db);
  await sql`alter table turns drop constraint turns_status_check,
    add constraint turns_status_check
      check (status in ('running', 'suggested', 'answered', 'silent'))`.execute(db);
  await sql`create table suggestions (
    organization_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    turn_id uuid not null,
    kind text not null check (kind in ('reply', 'act')),
    status text not null check (status in ('pending', 'approved', 'edited', 'rejected', 'stale')),
    version integer not null default 1,
    text text,
    choices jsonb not null default '[]',
    act jsonb,
    reasons text[] not null,
    seen_seq integer not null,
    created_at timestamptz not null,
    decided_at timestamptz,
    decided_by text,
    final_text text,
    reject_reason text,
    primary key (organization_id, id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id),
    foreign key (organization_id, turn_id) references turns (organization_id, id),
    check ((kind = 'reply') = (text is not null)),
    check ((kind = 'act') = (act is not null)),
    check ((status in ('approved', 'edited', 'rejected')) <= (decided_by is not null)),
    check ((status = 'edited') <= (final_text is not null)),
    check ((status = 'rejected') = (reject_reason is not null))
  )`.execute(db);
  await sql`create unique index suggestions_one_pending on suggestions
    (organization_id, conversation_id) where status = 'pending'`.execute(db);
  await sql`create index suggestions_unsent on suggestions
    (organization_id, conversation_id, seen_seq) where status = 'stale'`.execute(db);
  await sql`create unique index suggestions_one_per_turn on suggestions
    (organization_id, turn_id)`.execute(db);
  await sql`create index suggestions_by_age on suggestions
    (organization_id, created_at desc, id)`.execute(db);
  await sql`create index suggestions_pending_by_age on suggestions
    (organization_id, created_at desc, id) where status = 'pending'`.execute(db);
};
