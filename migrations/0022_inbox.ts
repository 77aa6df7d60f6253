import { type Kysely, sql } from "kysely";

/** What people who answer leads work with: the queue, their own marks on it, and news of all of it. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await places(db);
  await search(db);
  await desk(db);
  await grounds(db);
  await feed(db);
  await news(db);
};

/** When a lead wrote last and since when they wait, kept with the conversation so it can be sorted by. */
const places = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table conversations
    add column last_message_at timestamptz not null default now(),
    add column lead_wrote_at timestamptz,
    add column waiting_since timestamptz,
    add column assignee_id text,
    add column assignee_name text,
    add check ((assignee_id is null) = (assignee_name is null))`.execute(db);
  await sql`update conversations c set
    last_message_at = coalesce((select max(m.created_at) from messages m
      where m.organization_id = c.organization_id and m.conversation_id = c.id), c.created_at),
    lead_wrote_at = (select max(m.created_at) from messages m
      where m.organization_id = c.organization_id and m.conversation_id = c.id
        and m.author = 'lead'),
    waiting_since = (select min(m.created_at) from messages m
      where m.organization_id = c.organization_id and m.conversation_id = c.id
        and m.author = 'lead' and m.seq > c.answered_seq)`.execute(db);
  await sql`update conversations set waiting_since = coalesce(lead_wrote_at, last_message_at)
    where owner = 'waiting' and waiting_since is null`.execute(db);
  await sql`create index conversations_by_news on conversations
    (organization_id, last_message_at desc, id)`.execute(db);
  await sql`create index conversations_by_wait on conversations
    (organization_id, waiting_since, id) where waiting_since is not null`.execute(db);
  await sql`create function place_conversation() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        new.last_message_at := new.created_at;
      elsif new.owner = 'waiting' then
        -- They were told that a person comes: they wait for one though all was answered.
        new.waiting_since :=
          coalesce(new.waiting_since, old.waiting_since, new.lead_wrote_at, new.last_message_at);
      elsif new.answered_seq >= new.last_seq then
        new.waiting_since := null;
      elsif new.answered_seq is distinct from old.answered_seq then
        new.waiting_since := (select min(created_at) from messages
          where organization_id = new.organization_id and conversation_id = new.id
            and author = 'lead' and seq > new.answered_seq);
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger place_conversation before insert or update on conversations
    for each row execute function place_conversation()`.execute(db);
};

/** Words are found however they are accented: "Nguyễn", "nguyen" and "NGUYEN" are one. */
const search = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create extension if not exists btree_gin`.execute(db);
  await sql`create function plain_words(words text) returns text
    language sql immutable strict parallel safe as $$
      select translate(
        regexp_replace(normalize(lower(words), nfd), '[\u0300-\u036f]', '', 'g'), 'đ', 'd')
    $$`.execute(db);
  await sql`create index messages_by_words on messages using gin
    (organization_id, to_tsvector('simple', plain_words(text)))`.execute(db);
  await sql`create index leads_by_words on leads using gin
    (organization_id, to_tsvector('simple', plain_words(coalesce(name, ''))))`.execute(db);
  await sql`create index contact_points_by_words on contact_points using gin
    (organization_id, to_tsvector('simple', plain_words(coalesce(display_name, ''))))`.execute(db);
  // The last digits are what people read out.
  await sql`create index leads_by_last_digits on leads
    (organization_id, reverse(phone) text_pattern_ops) where phone is not null`.execute(db);
  await sql`create index contact_points_of_lead on contact_points
    (organization_id, lead_id)`.execute(db);
  await sql`create index conversations_of_lead on conversations
    (organization_id, lead_id)`.execute(db);
};

const desk = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table conversation_reads (
    organization_id uuid not null,
    conversation_id uuid not null,
    member_id text not null,
    read_seq integer not null,
    primary key (organization_id, conversation_id, member_id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id)
  )`.execute(db);
  await sql`create table labels (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    name text not null,
    color text not null,
    created_at timestamptz not null,
    primary key (organization_id, id)
  )`.execute(db);
  await sql`create unique index labels_by_name on labels (organization_id, lower(name))`.execute(
    db,
  );
  await sql`create table conversation_labels (
    organization_id uuid not null,
    conversation_id uuid not null,
    label_id uuid not null,
    primary key (organization_id, conversation_id, label_id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id),
    foreign key (organization_id, label_id) references labels (organization_id, id)
      on delete cascade
  )`.execute(db);
  await sql`create index conversation_labels_by_label on conversation_labels
    (organization_id, label_id)`.execute(db);
  await sql`create table conversation_notes (
    organization_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    text text not null,
    written_by text not null,
    written_by_name text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, conversation_id) references conversations (organization_id, id)
  )`.execute(db);
  await sql`create index conversation_notes_by_age on conversation_notes
    (organization_id, conversation_id, created_at)`.execute(db);
  await sql`create table canned_replies (
    organization_id uuid not null references organizations (id),
    id uuid not null,
    shortcut text not null,
    language text not null check (language in ('vi', 'en')),
    text text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, shortcut, language)
  )`.execute(db);
};

/** What a suggestion stands on, what it is about, and why a person wrote other words. */
const grounds = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table suggestions
    add column grounds jsonb not null default '{}',
    add column intent text,
    add column edit_reason text`.execute(db);
  await sql`create index suggestions_by_intent on suggestions
    (organization_id, intent, decided_at) where status in ('approved', 'edited', 'rejected')`.execute(
    db,
  );
};

/**
 * News in the order in which it became known. A row gets its number (`seq`, without gaps in its
 * organization) only after its transaction has been committed, so a reader that has seen number n
 * will never find a smaller one it has not seen.
 */
const feed = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create table console_feeds (
    organization_id uuid primary key references organizations (id),
    last_seq bigint not null default 0,
    forgotten_seq bigint not null default 0
  )`.execute(db);
  await sql`create table console_events (
    organization_id uuid not null references organizations (id),
    id bigint generated always as identity primary key,
    seq bigint,
    kind text not null,
    data jsonb not null,
    created_at timestamptz not null default now()
  )`.execute(db);
  await sql`create unique index console_events_in_order on console_events
    (organization_id, seq) where seq is not null`.execute(db);
  await sql`create index console_events_unnumbered on console_events
    (organization_id, id) where seq is null`.execute(db);
  await sql`create index console_events_by_age on console_events (created_at)`.execute(db);
  await sql`create function tell_console(organization uuid, kind text, data jsonb) returns void
    language sql as $$
      insert into console_events (organization_id, kind, data) values (organization, kind, data);
      select pg_notify('slotwise_console',
        json_build_object('kind', 'news', 'organizationId', organization)::text);
    $$`.execute(db);
};

/** Told by whoever writes the fact, in its transaction: no news without the fact, and none lost. */
const news = async (db: Kysely<unknown>): Promise<void> => {
  await newsOfMessages(db);
  await newsOfConversations(db);
  await newsOfDecisions(db);
};

const newsOfMessages = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function tell_of_message() returns trigger language plpgsql as $$
    begin
      update conversations set
          last_message_at = greatest(last_message_at, new.created_at),
          lead_wrote_at = case when new.author = 'lead' then new.created_at
            else lead_wrote_at end,
          waiting_since = case when new.author = 'lead' then coalesce(waiting_since, new.created_at)
            else waiting_since end
        where organization_id = new.organization_id and id = new.conversation_id;
      perform tell_console(new.organization_id, 'message.added', jsonb_build_object(
        'conversation_id', new.conversation_id, 'seq', new.seq, 'author', new.author));
      return null;
    end $$`.execute(db);
  await sql`create trigger tell_of_message after insert on messages
    for each row execute function tell_of_message()`.execute(db);
};

const newsOfConversations = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function tell_of_conversation() returns trigger language plpgsql as $$
    begin
      perform tell_console(new.organization_id, 'conversation.changed',
        jsonb_build_object('conversation_id', new.id));
      return null;
    end $$`.execute(db);
  await sql`create trigger tell_of_new_conversation after insert on conversations
    for each row execute function tell_of_conversation()`.execute(db);
  await sql`create trigger tell_of_conversation after update on conversations for each row
    when ((old.owner, old.owner_reason, old.approval_mode, old.assignee_id, old.language,
        old.waiting_since)
      is distinct from (new.owner, new.owner_reason, new.approval_mode, new.assignee_id,
        new.language, new.waiting_since))
    execute function tell_of_conversation()`.execute(db);
  await sql`create function tell_of_mark() returns trigger language plpgsql as $$
    begin
      perform tell_console(coalesce(new.organization_id, old.organization_id),
        'conversation.changed', jsonb_build_object('conversation_id',
          coalesce(new.conversation_id, old.conversation_id)));
      return null;
    end $$`.execute(db);
  for (const table of ["conversation_labels", "conversation_notes"]) {
    await sql`create trigger tell_of_mark after insert or update or delete on ${sql.table(table)}
      for each row execute function tell_of_mark()`.execute(db);
  }
};

const newsOfDecisions = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create function tell_of_suggestion() returns trigger language plpgsql as $$
    begin
      perform tell_console(new.organization_id,
        case when tg_op = 'INSERT' then 'suggestion.added' else 'suggestion.changed' end,
        jsonb_build_object('suggestion_id', new.id, 'conversation_id', new.conversation_id,
          'status', new.status));
      return null;
    end $$`.execute(db);
  await sql`create trigger tell_of_suggestion after insert or update on suggestions
    for each row execute function tell_of_suggestion()`.execute(db);
  await sql`create function tell_of_booking() returns trigger language plpgsql as $$
    begin
      perform tell_console(new.organization_id, 'booking.changed', jsonb_build_object(
        'booking_id', new.booking_id, 'state', new.to_state,
        'lead_id', (select lead_id from bookings
          where organization_id = new.organization_id and id = new.booking_id)));
      return null;
    end $$`.execute(db);
  await sql`create trigger tell_of_booking after insert on booking_events
    for each row when (new.validation_passed) execute function tell_of_booking()`.execute(db);
};
