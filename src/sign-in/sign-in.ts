import { betterAuth } from "better-auth";
import { organization } from "better-auth/plugins/organization";
import { twoFactor } from "better-auth/plugins/two-factor";

import type { Db } from "#src/db/connect.ts";
import { listMemberships } from "#src/db/queries/members.ts";
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
  /** Null: a lost password is reset by command only. */
  readonly sendReset: ((to: Resetting) => Promise<void>) | null;
}

/** Somebody who asked for a new password, and what proves that it is them. */
export interface Resetting {
  readonly personId: string;
  readonly email: string;
  readonly token: string;
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

const configure = ({ db, key, publicUrl, newId, log, sendReset }: SignInOptions) =>
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
      ...(sendReset && {
        sendResetPassword: ({ user, token }) =>
          sendReset({ personId: user.id, email: user.email, token }),
      }),
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
