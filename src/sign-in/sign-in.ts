import { betterAuth } from "better-auth";
import { organization } from "better-auth/plugins/organization";
import { twoFactor } from "better-auth/plugins/two-factor";

import type { Db } from "#src/db/connect.ts";
import { listMemberships } from "#src/db/queries/members.ts";
import type { Letters } from "#src/members/letters.ts";
import { noteReset } from "./note-reset.ts";
import { accessControl, roles } from "./roles.ts";
import { organizationsStoredAs, secondFactorsStoredAs, storedAs } from "./stored-as.ts";

/** Characters; the library's own upper bound keeps the hash from being fed megabytes. */
export const SHORTEST_PASSWORD = 10;

/** Header in which the server tells the library an address that nobody else can write. */
export const ADDRESS_HEADER = "x-slotwise-address";

const day = 24 * 60 * 60;

interface SignInOptions {
  readonly db: Db;
  /** Signs cookies and seals second factors. */
  readonly key: Buffer;
  /** Where people reach us; null: wherever the request came to. */
  readonly publicUrl: string | null;
  readonly newId: () => string;
  readonly log: { readonly warn: (fields: object, message: string) => void };
  readonly now: () => Date;
  /** By which a new password is sent; where it cannot be, it is made by command only. */
  readonly letters: Pick<Letters, "resetPassword">;
}

/** The session a cookie stands for. */
export interface SignedIn {
  readonly sessionId: string;
  readonly personId: string;
  /** Null in a session of somebody who is a member of nothing. */
  readonly activeOrganizationId: string | null;
  /** Cookies that prolong the session, to be set with the answer. */
  readonly cookies: readonly string[];
}

/** Who people are: passwords, second factors, sessions. What they may do is not its business. */
export interface SignIn {
  /** Answers a request under /api/auth. */
  answer(request: Request): Promise<Response>;
  /** Whom the cookie of a request stands for, as the database has it now; null: nobody. */
  whoHas(cookie: string): Promise<SignedIn | null>;
}

export const openSignIn = (options: SignInOptions): SignIn => {
  const auth = configure(options);
  return {
    answer: (request) => auth.handler(request),
    whoHas: async (cookie) => {
      const { response, headers } = await auth.api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      });
      return (
        response && {
          sessionId: response.session.id,
          personId: response.user.id,
          activeOrganizationId: response.session.activeOrganizationId ?? null,
          cookies: headers.getSetCookie(),
        }
      );
    },
  };
};

const configure = ({ db, key, publicUrl, newId, now, log, letters }: SignInOptions) =>
  betterAuth({
    appName: "Slotwise",
    database: { db, type: "postgres", transaction: true },
    ...storedAs,
    secret: key.toString("hex"),
    ...(publicUrl !== null && { baseURL: new URL(publicUrl).origin }),
    basePath: "/api/auth",
    telemetry: { enabled: false },
    // What it warns of is settled here: without a public address the one that was called counts.
    logger: { level: "error", log: (level, message) => log.warn({ level }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      // A link is made for our own address alone, never for the one a request came to.
      ...(publicUrl !== null && {
        sendResetPassword: async ({ user, token }) => {
          const link = new URL(`/console/new-password?token=${token}`, publicUrl).href;
          const sent = await letters.resetPassword(user.id, link);
          if (!sent) log.warn({ personId: user.id }, "no account could send a new password");
        },
      }),
      onPasswordReset: ({ user }) =>
        noteReset(db, { now, newId }, { personId: user.id, by: "unknown", name: user.name }),
    },
    session: { ...storedAs.session, expiresIn: 7 * day, updateAge: day },
    rateLimit: {
      ...storedAs.rateLimit,
      enabled: true,
      storage: "database",
      ...{ window: 60, max: 100 },
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/two-factor/verify-totp": { window: 60, max: 10 },
        "/two-factor/verify-backup-code": { window: 60, max: 10 },
        "/request-password-reset": { window: 60, max: 3 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: "slotwise",
      useSecureCookies: publicUrl?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: newId },
      // Said, because the library leaves both out where it believes to be tested.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const [first] = await listMemberships(db, session.userId);
            return { data: { ...session, activeOrganizationId: first?.organization_id ?? null } };
          },
        },
      },
    },
    plugins: [
      twoFactor({ issuer: "Slotwise", schema: secondFactorsStoredAs }),
      organization({
        ac: accessControl,
        roles,
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        schema: organizationsStoredAs,
      }),
    ],
  });
