import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { updatePerson } from "#src/db/queries/members.ts";
import { endSession, listSessions, type PersonSession } from "#src/db/queries/sessions.ts";
import type { Access } from "../access.ts";
import { failed, ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import { MeChange, SessionList } from "../contract/members.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Members";
const access: Access = { to: "everyone", own: "self" };

/** What people change about themselves, and where they are signed in. Keys have neither. */
export const mountMySessions = (
  http: FastifyInstance,
  { db, now }: Pick<ServerDeps, "db" | "now">,
): void => {
  mountRoute(http, {
    method: "PATCH",
    url: "/me",
    tag,
    summary: "Change one's name or language",
    access,
    body: MeChange,
    answers: { 200: RemovedAnswer },
    run: async ({ call, body }) => {
      const { caller } = call;
      if (caller.kind === "key") return failed("NOT_PERMITTED", call.language);
      await updatePerson(db, caller.personId, { ...body, now: now() });
      return ok({ success: true });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/me/sessions",
    tag,
    summary: "Where one is signed in, the newest first",
    access,
    answers: { 200: SessionList },
    run: async ({ call: { caller } }) => {
      const rows = caller.kind === "key" ? [] : await listSessions(db, caller.personId);
      return ok({ success: true, sessions: rows.map((row) => toSessionRecord(row, caller)) });
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/me/sessions/:id",
    tag,
    summary: "Sign out somewhere",
    access,
    params: z.object({ id: Id }),
    answers: { 200: RemovedAnswer },
    run: async ({ call: { caller, language }, params: { id } }) => {
      const ended = caller.kind === "member" && (await endSession(db, caller.personId, id));
      return ended ? ok({ success: true }) : failed("UNKNOWN_SESSION", language, "id");
    },
  });
};

const toSessionRecord = (
  row: PersonSession,
  caller: ApiCall["caller"],
): z.output<typeof SessionList>["sessions"][number] => ({
  session_id: row.id,
  current: caller.kind === "member" && caller.sessionId === row.id,
  ip_address: row.ip_address,
  user_agent: row.user_agent,
  created_at: row.created_at.toISOString(),
  last_used_at: row.updated_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
});
