import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { getOrganization } from "#src/db/queries/catalog.ts";
import { findPersonByEmail } from "#src/db/queries/members.ts";
import { acceptInvitation, readInvitation } from "#src/members/accept-invitation.ts";
import { failed, send } from "./answer.ts";
import { ErrorBody } from "./contract/error.ts";
import { AcceptInvitation, InvitationShown } from "./contract/members.ts";
import { memberRefused } from "./member-refused.ts";
import { isFromOurPages } from "./own-origin.ts";
import { languageOf } from "./request-language.ts";
import type { ServerDeps } from "./server-deps.ts";

type Deps = Pick<ServerDeps, "db" | "signIn" | "settings" | "now" | "newId">;

const OneLink = z.object({ token: z.string().max(64) });
const errors = { "4xx": ErrorBody, "5xx": ErrorBody };

/** Where the link of an invitation leads: what it is for, and accepting it. */
export const mountJoin = (http: FastifyInstance, deps: Deps): void => {
  http.route({
    method: "GET",
    url: "/api/join/:token",
    schema: { params: OneLink, response: { 200: InvitationShown, ...errors } },
    handler: (request, reply) => show(deps, request, reply),
  });
  http.route({
    method: "POST",
    url: "/api/join/:token",
    schema: {
      ...{ params: OneLink, body: AcceptInvitation },
      response: { 200: z.object({ success: z.literal(true) }), ...errors },
    },
    handler: (request, reply) => accept(deps, request, reply),
  });
};

const spokenIn = ({ headers }: FastifyRequest) => languageOf(headers["accept-language"], "en");

const show = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { token } = OneLink.parse(request.params);
  const invitation = await readInvitation(deps, token);
  if (!invitation) return send(reply, failed("LINK_SPENT", spokenIn(request), "token"));
  const { email, role, organization_id } = invitation;
  const { name, locale } = await getOrganization(deps.db, organization_id);
  const known = (await findPersonByEmail(deps.db, email)) !== undefined;
  const organization = { name, locale };
  return send(reply, { status: 200, body: { success: true, organization, email, role, known } });
};

const accept = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const language = spokenIn(request);
  const { token } = OneLink.parse(request.params);
  const { name, password } = AcceptInvitation.parse(request.body);
  if (!isFromOurPages(request, deps.settings.publicUrl)) {
    return send(reply, failed("FOREIGN_PAGE", language));
  }
  const { cookie } = request.headers;
  const signedIn = cookie === undefined ? null : await deps.signIn.whoHas(cookie);
  const isNew = name !== undefined && password !== undefined;
  const who = isNew ? { name, password } : signedIn;
  if (who === null) return send(reply, failed("UNAUTHENTICATED", language));
  const joined = await acceptInvitation({ ...deps, random: randomBytes }, token, who);
  return joined.ok
    ? send(reply, { status: 200, body: { success: true } })
    : send(reply, memberRefused(joined, { language }));
};
