import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  addLabel,
  type CannedReply,
  type Label,
  listCannedReplies,
  listLabels,
  removeCannedReply,
  removeLabel,
  saveCannedReply,
} from "#src/db/queries/desk.ts";
import { desk } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import {
  CannedReplyAnswer,
  CannedReplyList,
  type CannedReplyRecord,
  Done,
  LabelAnswer,
  LabelList,
  type LabelRecord,
  NewCannedReply,
  NewLabel,
} from "../contract/inbox.ts";
import { colorOf } from "../records/inbox-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Inbox";
const OneId = z.object({ id: Id });

/** What an organization's people share at the desk: labels, and answers they give often. */
export const mountDesk = (http: FastifyInstance, deps: ServerDeps): void => {
  mountLabels(http, deps);
  mountCannedReplies(http, deps);
};

const mountLabels = (http: FastifyInstance, { db, now, newId }: ServerDeps): void => {
  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/labels",
    tag,
    summary: "Labels of conversations",
    answers: { 200: LabelList },
    run: async ({ call }) => {
      const labels = await listLabels(db, call.organization.id);
      return ok({ success: true, labels: labels.map(toLabelRecord) });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "POST",
    url: "/labels",
    tag,
    summary: "Add a label; one of that name is answered as it is",
    body: NewLabel,
    answers: { 201: LabelAnswer },
    run: async ({ call, body: { name, color } }) => {
      const fresh = { organization_id: call.organization.id, id: newId(), name, color };
      const label = await addLabel(db, { ...fresh, created_at: now() });
      return created({ success: true, label: toLabelRecord(label) });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "DELETE",
    url: "/labels/:id",
    tag,
    summary: "Remove a label from everywhere",
    params: OneId,
    answers: { 200: Done },
    run: async ({ call, params: { id } }) =>
      (await removeLabel(db, call.organization.id, id))
        ? ok({ success: true })
        : failed("NOT_FOUND", call.language, "id"),
  });
};

const mountCannedReplies = (http: FastifyInstance, { db, now, newId }: ServerDeps): void => {
  mountRoute(http, {
    access: desk,
    method: "GET",
    url: "/canned-replies",
    tag,
    summary: "Answers people give often, by their shortcut",
    answers: { 200: CannedReplyList },
    run: async ({ call }) => {
      const replies = await listCannedReplies(db, call.organization.id);
      return ok({ success: true, replies: replies.map(toCannedReplyRecord) });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "POST",
    url: "/canned-replies",
    tag,
    summary: "Save an answer; one of that shortcut and language is replaced",
    body: NewCannedReply,
    answers: { 201: CannedReplyAnswer },
    run: async ({ call, body }) => {
      const fresh = { organization_id: call.organization.id, id: newId(), created_at: now() };
      const reply = await saveCannedReply(db, { ...fresh, ...body });
      return created({ success: true, reply: toCannedReplyRecord(reply) });
    },
  });

  mountRoute(http, {
    access: desk,
    method: "DELETE",
    url: "/canned-replies/:id",
    tag,
    summary: "Remove an answer",
    params: OneId,
    answers: { 200: Done },
    run: async ({ call, params: { id } }) =>
      (await removeCannedReply(db, call.organization.id, id))
        ? ok({ success: true })
        : failed("NOT_FOUND", call.language, "id"),
  });
};

const toLabelRecord = ({ id, name, color }: Label): z.output<typeof LabelRecord> => ({
  label_id: id,
  name,
  color: colorOf(color),
});

const toCannedReplyRecord = (row: CannedReply): z.output<typeof CannedReplyRecord> => ({
  reply_id: row.id,
  shortcut: row.shortcut,
  language: row.language,
  text: row.text,
});
