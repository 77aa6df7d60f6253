import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { hasConversation } from "#src/db/queries/conversations.ts";
import {
  addNote,
  assignTo,
  listNotes,
  markRead,
  type Note,
  setLabels,
} from "#src/db/queries/desk.ts";
import { findInboxEntry, type InboxEntry, listInbox } from "#src/db/queries/inbox.ts";
import { desk } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { Id } from "../contract/formats.ts";
import {
  Assign,
  InboxAnswer,
  InboxList,
  MarkRead,
  NewNote,
  NoteAnswer,
  NoteList,
  type NoteRecord,
  ReadInbox,
  SetLabels,
} from "../contract/inbox.ts";
import { deskMember } from "../desk-member.ts";
import { pageAsked } from "../page-asked.ts";
import { toInboxRow } from "../records/inbox-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Inbox";
const OneConversation = z.object({ id: Id });

/** The queue of conversations, as the person who asks sees it, and their marks on it. */
export const mountInbox = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db } = deps;
  mountMarks(http, deps);
  mountNotes(http, deps);

  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/inbox",
    tag,
    summary: "The queue: who waits for what, since when",
    query: ReadInbox,
    answers: { 200: InboxList },
    run: async ({ call, query: { limit, cursor, ...wish } }) => {
      const { id } = call.organization;
      const asked = { ...wish, memberId: deskMember(call).id };
      const paged = await pageAsked(call, { limit, cursor }, (page) =>
        listInbox(db, id, asked, page),
      );
      if (!paged.ok) return paged.answer;
      const { rows, nextCursor } = paged;
      const conversations = await Promise.all(rows.map((row) => show(deps, row)));
      return ok({ success: true, conversations, nextCursor });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/inbox/:id",
    tag,
    summary: "One conversation as the queue shows it",
    params: OneConversation,
    answers: { 200: InboxAnswer },
    run: ({ call, params: { id } }) => showOne(deps, call, id),
  });
};

const show = async ({ windowHoursOf }: ServerDeps, row: InboxEntry) =>
  toInboxRow(row, await windowHoursOf(row.channel));

const showOne = async (deps: ServerDeps, call: ApiCall, id: string) => {
  const row = await findInboxEntry(deps.db, call.organization.id, id, deskMember(call).id);
  return row
    ? ok({ success: true, conversation: await show(deps, row) } as const)
    : failed("UNKNOWN_CONVERSATION", call.language, "id");
};

const mountMarks = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db } = deps;
  const common = { access: desk, method: "PUT", tag, params: OneConversation } as const;
  const answers = { 200: InboxAnswer };
  /** Marks the conversation if there is one, and shows it as it is then. */
  const mark = async (
    call: ApiCall,
    conversationId: string,
    act: (key: { organizationId: string; conversationId: string }) => Promise<void>,
  ) => {
    const organizationId = call.organization.id;
    if (await hasConversation(db, organizationId, conversationId)) {
      await act({ organizationId, conversationId });
    }
    return showOne(deps, call, conversationId);
  };

  mountRoute(http, {
    ...common,
    url: "/inbox/:id/read",
    summary: "Remember how far you have read",
    body: MarkRead,
    answers,
    run: ({ call, params: { id }, body: { seq } }) =>
      mark(call, id, (key) => markRead(db, key, deskMember(call).id, seq)),
  });

  mountRoute(http, {
    ...common,
    url: "/inbox/:id/assignee",
    summary: "Look after it yourself, or let go of it",
    body: Assign,
    answers,
    run: ({ call, params: { id }, body: { to } }) =>
      mark(call, id, (key) => assignTo(db, key, to === "me" ? deskMember(call) : null)),
  });

  mountRoute(http, {
    ...common,
    url: "/inbox/:id/labels",
    summary: "Exactly these labels from now on",
    body: SetLabels,
    answers,
    run: ({ call, params: { id }, body: { label_ids } }) =>
      mark(call, id, (key) => setLabels(db, key, label_ids)),
  });
};

const mountNotes = (http: FastifyInstance, { db, now, newId }: ServerDeps): void => {
  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/inbox/:id/notes",
    tag,
    summary: "What people told each other, the oldest first",
    params: OneConversation,
    answers: { 200: NoteList },
    run: async ({ call, params: { id } }) => {
      const key = { organizationId: call.organization.id, conversationId: id };
      if (!(await hasConversation(db, key.organizationId, id))) {
        return failed("UNKNOWN_CONVERSATION", call.language, "id");
      }
      const notes = await listNotes(db, key);
      return ok({ success: true, notes: notes.map(toNoteRecord) });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "POST",
    url: "/inbox/:id/notes",
    tag,
    summary: "Leave a note; the lead never sees it",
    params: OneConversation,
    body: NewNote,
    answers: { 201: NoteAnswer },
    run: async ({ call, params: { id }, body: { text } }) => {
      const organizationId = call.organization.id;
      if (!(await hasConversation(db, organizationId, id))) {
        return failed("UNKNOWN_CONVERSATION", call.language, "id");
      }
      const by = deskMember(call);
      const note = await addNote(db, {
        ...{ organization_id: organizationId, id: newId(), conversation_id: id, text },
        ...{ written_by: by.id, written_by_name: by.name, created_at: now() },
      });
      return created({ success: true, note: toNoteRecord(note) });
    },
  });
};

const toNoteRecord = (note: Note): z.output<typeof NoteRecord> => ({
  note_id: note.id,
  text: note.text,
  by: note.written_by_name,
  at: note.created_at.toISOString(),
});
