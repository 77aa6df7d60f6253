import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

import {
  cancelInvitations,
  type Invitation,
  listInvitations,
} from "#src/db/queries/invitations.ts";
import { invite } from "#src/members/invite.ts";
import { managers } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { editorOf } from "../auth.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import {
  InvitationAnswer,
  InvitationList,
  type InvitationRecord,
  NewInvitation,
} from "../contract/members.ts";
import { memberRefused } from "../member-refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Members";

/**
 * Asking people to join. An answer holds the link, so nothing is kept under an Idempotency-Key: who
 * repeats gets a new link, and the one before works no more.
 */
export const mountInvitations = (http: FastifyInstance, deps: ServerDeps): void => {
  const { db, now, newId, settings, letters } = deps;

  mountRoute(http, {
    method: "GET",
    url: "/invitations",
    tag,
    summary: "Invitations that wait to be accepted",
    access: managers,
    answers: { 200: InvitationList },
    run: async ({ call }) => {
      const rows = await listInvitations(db, call.organization.id);
      return ok({ success: true, invitations: rows.map(toInvitationRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/invitations",
    tag,
    summary:
      "Invite somebody; the link goes by e-mail where that is connected, else you hand it over",
    access: managers,
    body: NewInvitation,
    answers: { 201: InvitationAnswer },
    run: async ({ call, body: { providerId = null, ...body } }) => {
      const wish = { ...body, providerId };
      const invited = await invite({ db, now, newId, random: randomBytes }, editorOf(call), wish);
      if (!invited.ok) return memberRefused(invited, call);
      const { invitation, token } = invited;
      const path = `/console/join/${token}`;
      const link = settings.publicUrl ? new URL(path, settings.publicUrl).href : path;
      const sent =
        settings.publicUrl !== null && (await letters.invite(call.organization, invitation, link));
      return created({ success: true, invitation: toInvitationRecord(invitation), link, sent });
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/invitations/:id",
    tag,
    summary: "Take an invitation back",
    access: managers,
    params: z.object({ id: Id }),
    answers: { 200: RemovedAnswer },
    run: async ({ call, params }) =>
      (await cancelInvitations(db, call.organization.id, params)) > 0
        ? ok({ success: true })
        : failed("UNKNOWN_INVITATION", call.language, "id"),
  });
};

const toInvitationRecord = (row: Invitation): z.output<typeof InvitationRecord> => ({
  invitation_id: row.id,
  email: row.email,
  role: row.role,
  provider_id: row.provider_id,
  invited_by: row.invited_by,
  expires_at: row.expires_at.toISOString(),
  created_at: row.created_at.toISOString(),
});
