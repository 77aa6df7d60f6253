import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { ADDRESS_HEADER } from "#src/sign-in/sign-in.ts";
import { failed, send } from "./answer.ts";
import { auditSignIn } from "./audit-sign-in.ts";
import { jsonIn } from "./json-in.ts";
import { ownOrigin } from "./own-origin.ts";
import { languageOf } from "./request-language.ts";
import type { HttpErrorCode } from "./sentences.ts";
import type { ServerDeps } from "./server-deps.ts";

type Deps = Pick<ServerDeps, "db" | "signIn" | "settings" | "now" | "newId" | "log">;

/** What the library does for people; everything else it can do is closed, because we do it. */
const open: Readonly<Record<string, "GET" | "POST">> = {
  "sign-in/email": "POST",
  "sign-out": "POST",
  "get-session": "GET",
  "change-password": "POST",
  "request-password-reset": "POST",
  "reset-password": "POST",
  "two-factor/enable": "POST",
  "two-factor/disable": "POST",
  "two-factor/get-totp-uri": "POST",
  "two-factor/generate-backup-codes": "POST",
  "two-factor/verify-totp": "POST",
  "two-factor/verify-backup-code": "POST",
  "organization/list": "GET",
  "organization/set-active": "POST",
};

/** Bodies with more than what the library checks itself. */
const bodies: Readonly<Record<string, z.ZodType>> = {
  "organization/set-active": z.strictObject({ organizationId: z.uuid() }),
};

/** Mounts signing in and out at /api/auth. */
export const mountSignIn = async (http: FastifyInstance, deps: Deps): Promise<void> => {
  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ["GET", "POST"],
      url: "/api/auth/*",
      handler: (request, reply) => answer(deps, request, reply),
    });
  });
};

const answer = async (
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const language = languageOf(request.headers["accept-language"], "en");
  const path = z.object({ "*": z.string() }).parse(request.params)["*"];
  const asked = open[path] === request.method ? toRequest(deps, request, path) : null;
  if (asked === null) return send(reply, failed("NOT_FOUND", language));
  const { cookie } = request.headers;
  const before = cookie === undefined ? null : await deps.signIn.whoHas(cookie);
  const response = await deps.signIn.answer(asked);
  const text = await response.text();
  await auditSignIn(deps, { request, before, status: response.status, text });
  reply.header("cache-control", "no-store");
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  const wait = response.headers.get("x-retry-after");
  if (wait !== null) reply.header("retry-after", wait);
  if (response.ok) {
    return reply.code(response.status).type("application/json").send(withoutTokens(text));
  }
  const { body } = failed(faultOf(response.status, text), language);
  return reply.code(response.status).send({ ...body, code: codeIn(text) });
};

/** Scripts of a page read answers, and must not learn what the cookie keeps from them. */
const withoutTokens = (text: string): string =>
  JSON.stringify(jsonIn(text), (key, value: unknown) => (key === "token" ? undefined : value));

/** The request as the library reads it; null when it cannot be one. */
const toRequest = ({ settings }: Deps, request: FastifyRequest, path: string): Request | null => {
  const { headers, ip, url, method, body } = request;
  const text = typeof body === "string" ? body : "";
  if (bodies[path]?.safeParse(jsonIn(text)).success === false) return null;
  const address = `${ownOrigin(request, settings.publicUrl)}${url}`;
  if (!URL.canParse(address)) return null;
  const sent = new Headers();
  for (const name of ["cookie", "origin", "referer", "user-agent", "content-type"]) {
    const value = headers[name];
    if (typeof value === "string") sent.set(name, value);
  }
  sent.set(ADDRESS_HEADER, ip);
  return new Request(address, { method, headers: sent, ...(method === "POST" && { body: text }) });
};

const codeIn = (text: string): string | null =>
  z.object({ code: z.string() }).safeParse(jsonIn(text)).data?.code ?? null;

/** Faults by the library's name for them, then by their status. */
const faults: Readonly<Record<string, HttpErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: "WRONG_PASSWORD",
  INVALID_PASSWORD: "WRONG_PASSWORD",
  PASSWORD_TOO_SHORT: "PASSWORD_TOO_SHORT",
  INVALID_CODE: "WRONG_CODE",
  INVALID_BACKUP_CODE: "WRONG_CODE",
  INVALID_TWO_FACTOR_COOKIE: "SIGN_IN_AGAIN",
  INVALID_TOKEN: "LINK_SPENT",
  "401": "UNAUTHENTICATED",
  "403": "FOREIGN_PAGE",
  "404": "NOT_FOUND",
  "429": "RATE_LIMITED",
  "500": "INTERNAL_ERROR",
};

const faultOf = (status: number, text: string): HttpErrorCode =>
  faults[codeIn(text) ?? ""] ?? faults[String(status)] ?? "BAD_REQUEST";
