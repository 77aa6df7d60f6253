import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Db } from "#src/db/connect.ts";
import type { Reach } from "#src/db/queries/bookings.ts";
import { getOrganization, type Organization } from "#src/db/queries/catalog.ts";
import { findMemberOfPerson } from "#src/db/queries/members.ts";
import type { Language } from "#src/domain/facts.ts";
import type { MemberRole } from "#src/domain/member-role.ts";
import type { MemberEditor } from "#src/members/member-scope.ts";
import type { SignedIn, SignIn } from "#src/sign-in/sign-in.ts";
import { failed, send } from "./answer.ts";
import { findApiKey } from "./api-keys.ts";
import { isFromOurPages } from "./own-origin.ts";
import { languageOf } from "./request-language.ts";

/** Who calls: a program with a key, or somebody who has signed in. */
export type ApiCaller = {
  /** Of the key or of the member; it answers for what is done. */
  readonly id: string;
  readonly name: string;
  readonly role: MemberRole;
  /** With the role `provider`, whose bookings are all that exists for the caller; else null. */
  readonly providerId: string | null;
} & (
  | { readonly kind: "key" }
  | { readonly kind: "member"; readonly personId: string; readonly sessionId: string }
);

/** One request of somebody we know. The organization bounds everything it reads and writes. */
export interface ApiCall {
  readonly caller: ApiCaller;
  readonly organization: Organization;
  /** As the client wishes, else the person's, else the organization's. */
  readonly language: Language;
}

/** What a request is let in by. */
export interface Door {
  readonly db: Db;
  readonly signIn: SignIn;
  readonly settings: { readonly publicUrl: string | null };
}

interface Known {
  readonly caller: ApiCaller;
  readonly organization: Organization;
  readonly language: Language | null;
}

const calls = new WeakMap<FastifyRequest, ApiCall>();

/** Lets only holders of a live API key and people who have signed in come in, before a body is read. */
export const requireCaller = (http: FastifyInstance, door: Door): void => {
  http.addHook("onRequest", async (request, reply) => {
    const wish = request.headers["accept-language"];
    const known = await whoCalls(door, request, reply);
    if (known === null) {
      reply.header("www-authenticate", "Bearer");
      return send(reply, failed("UNAUTHENTICATED", languageOf(wish, "en")));
    }
    const { caller, organization } = known;
    const language = languageOf(wish, known.language ?? organization.locale);
    calls.set(request, { caller, organization, language });
    if (caller.kind === "member" && !isFromOurPages(request, door.settings.publicUrl)) {
      return send(reply, failed("FOREIGN_PAGE", language));
    }
  });
};

/** A key counts before a cookie: who sends one means it. */
const whoCalls = async (
  { db, signIn }: Door,
  { headers: { authorization, cookie } }: FastifyRequest,
  reply: FastifyReply,
): Promise<Known | null> => {
  if (authorization !== undefined) return keyHolder(db, authorization);
  const signedIn = cookie === undefined ? null : await signIn.whoHas(cookie);
  if (signedIn === null) return null;
  if (signedIn.cookies.length > 0) reply.header("set-cookie", signedIn.cookies);
  return memberWith(db, signedIn);
};

const keyHolder = async (db: Db, authorization: string): Promise<Known | null> => {
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const key = bearer === undefined ? null : await findApiKey(db, bearer);
  if (key === null) return null;
  const { id, name, role, organization } = key;
  return {
    caller: { kind: "key", id, name, role, providerId: null },
    organization,
    language: null,
  };
};

/** Membership is looked up for each request: who was removed is nobody from then on. */
const memberWith = async (
  db: Db,
  { personId, sessionId, activeOrganizationId }: SignedIn,
): Promise<Known | null> => {
  if (activeOrganizationId === null) return null;
  const [member, organization] = await Promise.all([
    findMemberOfPerson(db, activeOrganizationId, personId),
    getOrganization(db, activeOrganizationId),
  ]);
  // The table allows no such member; without a provider this one would reach everything.
  if (!member || (member.role === "provider") !== (member.provider_id !== null)) return null;
  const { id, name, role, provider_id: providerId, language } = member;
  return {
    caller: { kind: "member", id, name, role, providerId, personId, sessionId },
    organization,
    language,
  };
};

/** Whose things exist for who calls. */
export const reachOf = ({ caller, organization }: ApiCall): Reach => ({
  organizationId: organization.id,
  providerId: caller.providerId,
});

/** The caller as they change members. */
export const editorOf = ({ caller: { name, role }, organization }: ApiCall): MemberEditor => ({
  organizationId: organization.id,
  ...{ name, role },
});

/** Null on routes that ask for no key, and before the key was read. */
export const callOf = (request: FastifyRequest): ApiCall | null => calls.get(request) ?? null;

/** The call of a route behind `requireCaller`. */
export const requireCall = (request: FastifyRequest): ApiCall => {
  const call = callOf(request);
  if (call === null) throw new Error("a route of the API stands outside its authentication");
  return call;
};
