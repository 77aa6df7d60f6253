import type { FastifyRequest } from "fastify";
import { z } from "zod";

import { insertAudit } from "#src/db/queries/audit-log.ts";
import { findPersonByEmail, listMemberships } from "#src/db/queries/members.ts";
import type { SignedIn } from "#src/sign-in/sign-in.ts";
import { jsonIn } from "./json-in.ts";
import type { ServerDeps } from "./server-deps.ts";

interface Happened {
  readonly request: FastifyRequest;
  /** Who it was before the request, as signing out makes nobody of them. */
  readonly before: SignedIn | null;
  readonly status: number;
  readonly text: string;
}

const Signed = z.object({ user: z.object({ id: z.uuid() }) });
const Claimed = z.object({ email: z.string().max(320) });

/**
 * Writes what was done about signing in to the log of each organization the person is a member of.
 * Who fails to sign in as nobody we know is in no organization's log.
 */
export const auditSignIn = async (
  { db, now, newId }: Pick<ServerDeps, "db" | "now" | "newId">,
  { request, before, status, text }: Happened,
): Promise<void> => {
  const { method, body, id: requestId } = request;
  if (method !== "POST") return;
  const signed = Signed.safeParse(jsonIn(text)).data?.user.id ?? before?.personId;
  const claimed = signed === undefined ? Claimed.safeParse(jsonIn(body)).data?.email : undefined;
  const personId = signed ?? (claimed && (await findPersonByEmail(db, claimed))?.id);
  if (personId === undefined || personId === "") return;
  const memberships = await listMemberships(db, personId);
  const [action = ""] = request.url.split("?");
  await insertAudit(
    db,
    memberships.map((member) => ({
      organization_id: member.organization_id,
      id: newId(),
      actor_kind: signed === undefined ? ("unknown" as const) : ("member" as const),
      actor_id: member.id,
      actor_name: member.name,
      action: `${method} ${action}`,
      status,
      request_id: requestId,
      created_at: now(),
    })),
  );
};
