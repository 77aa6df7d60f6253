import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { transact } from "#src/booking/transact.ts";
import type { TranscriptMessage } from "#src/conversation/channel.ts";
import { sayAsSales } from "#src/conversation/say-as-sales.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import {
  type ConversationRow,
  findNamedConversation,
  hasConversation,
  listConversations,
  setApprovalMode,
} from "#src/db/queries/conversations.ts";
import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import { handBack, takeOver } from "#src/delivery/take-over.ts";
import { desk } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import {
  ConversationAnswer,
  ConversationChange,
  ConversationList,
  type ConversationRecord,
  MessageAnswer,
  MessageList,
  type MessageRecord,
  ReadMessages,
  SayWords,
} from "../contract/conversation.ts";
import { Id, Page } from "../contract/formats.ts";
import { pageAsked } from "../page-asked.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { type Asked, mountRoute } from "./api.ts";

const tag = "Conversations";

/** Transcripts, and who speaks in them. */
export const mountConversations = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db } = deps;
  mountOwnership(http, deps);
  mountWords(http, deps);

  mountRoute(http, {
    method: "GET",
    url: "/conversations",
    tag,
    access: desk,
    summary: "Conversations, the newest first",
    query: Page,
    answers: { 200: ConversationList },
    run: async ({ call, query }) => {
      const { id } = call.organization;
      const paged = await pageAsked(call, query, (page) => listConversations(db, id, page));
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      return ok({ success: true, conversations: rows.map(toConversationRecord), nextCursor });
    },
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/conversations/:id",
    tag,
    access: desk,
    summary: "Choose who has the last word on what the agent says here",
    params: z.object({ id: Id }),
    body: ConversationChange,
    answers: { 200: ConversationAnswer },
    run: async ({ call, params: { id }, body: { approval_mode } }) => {
      const organizationId = call.organization.id;
      const row = await setApprovalMode(db, organizationId, id, approval_mode);
      if (!row) return failed("UNKNOWN_CONVERSATION", call.language, "id");
      return ok({ success: true, conversation: toConversationRecord(row) });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/conversations/:id/messages",
    tag,
    access: desk,
    summary: "What was said, the oldest first",
    params: z.object({ id: Id }),
    query: ReadMessages,
    answers: { 200: MessageList },
    run: async ({ call, params: { id }, query: { after, limit } }) => {
      const organizationId = call.organization.id;
      if (!(await hasConversation(db, organizationId, id))) {
        return failed("UNKNOWN_CONVERSATION", call.language, "id");
      }
      const key = { organizationId, conversationId: id };
      const messages = await readMessages(db, key, { afterSeq: after, limit });
      return ok({ success: true, messages: messages.map(toMessageRecord) });
    },
  });
};

const mountOwnership = (http: FastifyInstance, deps: ServerDeps): void => {
  const change = async (
    { call, params: { id } }: Asked<unknown, { readonly id: string }, unknown>,
    act: (key: ConversationKey) => Promise<void>,
  ) => {
    const organizationId = call.organization.id;
    const key = { organizationId, conversationId: id };
    if (await hasConversation(deps.db, organizationId, id)) await act(key);
    const row = await findNamedConversation(deps.db, organizationId, id);
    return row
      ? ok({ success: true, conversation: toConversationRecord(row) } as const)
      : failed("UNKNOWN_CONVERSATION", call.language, "id");
  };

  mountRoute(http, {
    method: "POST",
    url: "/conversations/:id/take-over",
    tag,
    access: desk,
    summary: "Speak yourself: the agent says nothing here any more",
    params: z.object({ id: Id }),
    answers: { 200: ConversationAnswer },
    run: (asked) => change(asked, (key) => takeOver(deps, key, "a person took over")),
  });

  mountRoute(http, {
    method: "POST",
    url: "/conversations/:id/hand-back",
    tag,
    access: desk,
    summary: "Let the agent speak again; it answers what was left unanswered",
    params: z.object({ id: Id }),
    answers: { 200: ConversationAnswer },
    run: (asked) => change(asked, (key) => handBack(deps, key)),
  });
};

/** A person's own words; with them the conversation is theirs. */
const mountWords = (http: FastifyInstance, deps: ServerDeps): void =>
  mountRoute(http, {
    method: "POST",
    url: "/conversations/:id/messages",
    tag,
    access: desk,
    summary: "Answer the lead yourself; the agent says nothing here any more",
    params: z.object({ id: Id }),
    body: SayWords,
    answers: { 201: MessageAnswer },
    run: async ({ call, caller, params: { id }, body: { text } }) => {
      const { db, now, newId } = deps;
      const key = { organizationId: call.organization.id, conversationId: id };
      if (!(await hasConversation(db, key.organizationId, id))) {
        return failed("UNKNOWN_CONVERSATION", call.language, "id");
      }
      const said = await transact(deps, caller, async (tx) => {
        const words = { text, messageId: newId(), now: now() };
        return { ok: true as const, seq: await sayAsSales(tx, key, words) };
      });
      if (!said.ok) return refused(said, { field: "Idempotency-Key" });
      const [message] = await readMessages(db, key, { afterSeq: said.seq - 1, limit: 1 });
      if (!message) throw new Error(`message ${said.seq} of conversation ${id} vanished`);
      return created({ success: true, message: toMessageRecord(message) });
    },
  });

const toConversationRecord = (row: ConversationRow): z.output<typeof ConversationRecord> => ({
  conversation_id: row.id,
  lead_id: row.lead_id,
  lead_name: row.lead_name,
  channel: row.channel,
  language: row.language,
  owner: row.owner,
  owner_reason: row.owner_reason,
  approval_mode: row.approval_mode,
  last_seq: row.last_seq,
  answered_seq: row.answered_seq,
  created_at: row.created_at.toISOString(),
});

const toMessageRecord = (message: TranscriptMessage): z.output<typeof MessageRecord> => ({
  message_id: message.id,
  seq: message.seq,
  author: message.author,
  text: message.text,
  choices: [...message.choices],
  choice_id: message.choiceId,
  reactions: { ...message.reactions },
  at: message.at.toISOString(),
});
