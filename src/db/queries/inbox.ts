import { type RawBuilder, sql } from "kysely";

import type { ApprovalMode, RiskCode, SuggestionKind } from "#src/domain/approval.ts";
import type { BookingState } from "#src/domain/booking-states.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Db } from "../connect.ts";
import type { Page, Place } from "./page.ts";

/** What the queue is narrowed to, for whom. */
export interface InboxWish {
  /** Whose marks are read: id of the API key or member. */
  readonly memberId: string;
  readonly view: "needs_you" | "all";
  readonly owner?: "ai" | "waiting" | "human" | undefined;
  readonly channel?: string | undefined;
  readonly state?: BookingState | undefined;
  readonly mine: boolean;
  readonly label?: string | undefined;
  readonly q?: string | undefined;
}

export interface InboxLabel {
  readonly label_id: string;
  readonly name: string;
  readonly color: string;
}

/** A conversation as the queue shows it. `created_at` is what it is sorted by. */
export interface InboxEntry {
  readonly id: string;
  readonly created_at: Date;
  readonly lead_id: string;
  readonly lead_name: string | null;
  readonly lead_phone: string | null;
  readonly channel: string;
  readonly language: Language;
  readonly owner: "ai" | "waiting" | "human";
  readonly owner_reason: string | null;
  readonly mode: ApprovalMode;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly unread: number;
  readonly waiting_since: Date | null;
  readonly lead_wrote_at: Date | null;
  readonly last_message_at: Date;
  readonly last_seq: number;
  readonly last_author: "lead" | "ai" | "sales" | "system" | null;
  readonly last_text: string | null;
  readonly booking_id: string | null;
  readonly booking_state: BookingState | null;
  readonly booking_starts_at: Date | null;
  readonly service_name: string | null;
  readonly zone: string;
  readonly suggestion_id: string | null;
  readonly suggestion_kind: SuggestionKind | null;
  readonly reasons: RiskCode[] | null;
  readonly labels: InboxLabel[];
}

/** One page of the queue; `needs_you` the longest wait first, `all` the latest news first. */
export const listInbox = async (
  db: Db,
  organizationId: string,
  wish: InboxWish,
  { limit, after }: Page,
): Promise<InboxEntry[]> => {
  const byWait = wish.view === "needs_you";
  const sortedBy = sql.ref(byWait ? "c.waiting_since" : "c.last_message_at");
  const chosen = sql`select c.* from conversations c
    where c.organization_id = ${organizationId}
      and ${sql.join(filters(organizationId, wish), sql` and `)}
      and ${behind(sortedBy, after, byWait)}
    order by ${sortedBy} ${sql.raw(byWait ? "asc" : "desc")}, c.id limit ${limit}`;
  const { rows } = await sql<InboxEntry>`with c as materialized (${chosen})
    ${entry(wish.memberId, byWait)}
    order by ${sortedBy} ${sql.raw(byWait ? "asc" : "desc")}, c.id`.execute(db);
  return rows;
};

/** One conversation as the queue shows it; undefined where the organization has none. */
export const findInboxEntry = async (
  db: Db,
  organizationId: string,
  id: string,
  memberId: string,
): Promise<InboxEntry | undefined> => {
  const { rows } = await sql<InboxEntry>`with c as materialized (select * from conversations
      where organization_id = ${organizationId} and id = ${id})
    ${entry(memberId, false)}`.execute(db);
  return rows[0];
};

const behind = (sortedBy: RawBuilder<unknown>, after: Place | null, byWait: boolean) => {
  if (!after) return sql`true`;
  return byWait
    ? sql`(${sortedBy}, c.id) > (${after.createdAt}, ${after.id}::uuid)`
    : sql`(${sortedBy}, ${after.id}::uuid) < (${after.createdAt}, c.id)`;
};

const filters = (organizationId: string, wish: InboxWish): RawBuilder<unknown>[] => {
  const { view, owner, channel, state, mine, label, q, memberId } = wish;
  return [
    view === "needs_you" ? needsPeople : sql`true`,
    owner ? sql`c.owner = ${owner}` : sql`true`,
    channel ? sql`c.channel = ${channel}` : sql`true`,
    mine ? sql`c.assignee_id = ${memberId}` : sql`true`,
    label
      ? sql`exists (select from conversation_labels l where l.organization_id = c.organization_id
          and l.conversation_id = c.id and l.label_id = ${label})`
      : sql`true`,
    state
      ? sql`(select b.state from bookings b where b.organization_id = c.organization_id
          and b.lead_id = c.lead_id order by b.created_at desc limit 1) = ${state}`
      : sql`true`,
    q ? matches(organizationId, q) : sql`true`,
  ];
};

/** The agent has left it, a person has it and it is unanswered, or a suggestion waits. */
const needsPeople = sql`c.waiting_since is not null and (c.owner <> 'ai' or exists (
  select from suggestions s where s.organization_id = c.organization_id
    and s.conversation_id = c.id and s.status = 'pending'))`;

/** The last word may be unfinished: it is being typed. */
const wordsAsked = (
  q: string,
) => sql`(nullif(plainto_tsquery('simple', plain_words(${q}))::text, '')
  || ':*')::tsquery`;

const vectorOf = (words: RawBuilder<unknown>) => sql`to_tsvector('simple', plain_words(${words}))`;

const fewestDigits = 4;
/** Enough to tell people apart whatever country code is written. */
const mostDigits = 9;

/** A whole number is found by its index; of a part, somebody is still typing it. */
const phoneHas = (digits: string): RawBuilder<unknown> =>
  digits.length >= mostDigits
    ? sql`reverse(l.phone) like ${`${[...digits.slice(-mostDigits)].toReversed().join("")}%`}`
    : sql`l.phone like ${`%${digits.replace(/^0/u, "")}%`}`;

const matches = (organizationId: string, q: string): RawBuilder<unknown> => {
  const digits = q.replace(/\D/gu, "");
  const isNumber = digits.length >= fewestDigits && /^[\d\s+().-]+$/u.test(q);
  const ofLeads = sql`select l.id from leads l where l.organization_id = ${organizationId}
      and ${vectorOf(sql`coalesce(l.name, '')`)} @@ ${wordsAsked(q)}
    union select p.lead_id from contact_points p where p.organization_id = ${organizationId}
      and ${vectorOf(sql`coalesce(p.display_name, '')`)} @@ ${wordsAsked(q)}
    ${
      isNumber
        ? sql`union select l.id from leads l where l.organization_id = ${organizationId}
            and ${phoneHas(digits)}`
        : sql``
    }`;
  return sql`(c.lead_id in (${ofLeads}) or c.id in (
    select m.conversation_id from messages m where m.organization_id = ${organizationId}
      and ${vectorOf(sql`m.text`)} @@ ${wordsAsked(q)}))`;
};

const excerptChars = 160;
const mostUnread = 99;

const entry = (memberId: string, byWait: boolean): RawBuilder<unknown> => sql`
  select c.id, ${sql.ref(byWait ? "c.waiting_since" : "c.last_message_at")} as created_at,
    c.lead_id, coalesce(lead.name, contact.display_name) as lead_name, lead.phone as lead_phone,
    c.channel, c.language, c.owner, c.owner_reason,
    coalesce(c.approval_mode, house.approval_mode) as mode, c.assignee_id, c.assignee_name,
    c.waiting_since, c.lead_wrote_at, c.last_message_at, c.last_seq,
    (select count(*)::int from (select from messages m where m.organization_id = c.organization_id
      and m.conversation_id = c.id and m.author = 'lead' and m.seq > coalesce(seen.read_seq, 0)
      limit ${sql.lit(mostUnread)}) fresh) as unread,
    said.author as last_author, left(said.text, ${sql.lit(excerptChars)}) as last_text,
    booked.id as booking_id, booked.state as booking_state, booked.starts_at as booking_starts_at,
    booked.service_name, coalesce(booked.zone, house.timezone) as zone,
    waits.id as suggestion_id, waits.kind as suggestion_kind, waits.reasons,
    coalesce((select jsonb_agg(jsonb_build_object('label_id', l.id, 'name', l.name,
        'color', l.color) order by l.name) from conversation_labels has
      join labels l on l.organization_id = has.organization_id and l.id = has.label_id
      where has.organization_id = c.organization_id and has.conversation_id = c.id), '[]')
      as labels
  from c
  join organizations house on house.id = c.organization_id
  join leads lead on lead.organization_id = c.organization_id and lead.id = c.lead_id
  join contact_points contact on contact.organization_id = c.organization_id
    and contact.id = c.contact_point_id
  left join conversation_reads seen on seen.organization_id = c.organization_id
    and seen.conversation_id = c.id and seen.member_id = ${memberId}
  left join lateral (select m.author, m.text from messages m
    where m.organization_id = c.organization_id and m.conversation_id = c.id
    order by m.seq desc limit 1) said on true
  left join lateral (select b.id, b.state, b.starts_at, s.name as service_name,
      place.timezone as zone from bookings b
    left join services s on s.organization_id = b.organization_id and s.id = b.service_id
    left join locations place on place.organization_id = b.organization_id
      and place.id = b.location_id
    where b.organization_id = c.organization_id and b.lead_id = c.lead_id
    order by b.created_at desc limit 1) booked on true
  left join suggestions waits on waits.organization_id = c.organization_id
    and waits.conversation_id = c.id and waits.status = 'pending'`;
