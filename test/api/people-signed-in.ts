import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import type { z } from "zod";
import { insertMember, insertPerson } from "#src/db/queries/members.ts";
import type { MemberRole } from "#src/domain/member-role.ts";
import type { Answered, ApiWorld } from "./world.ts";

/** What every person of the tests signs in with. */
export const PASSWORD = "mat-khau-rat-dai";

let passwordHash: Promise<string> | null = null;

/** Somebody of an organization, with a browser of their own. */
export interface SignedInPerson {
  readonly personId: string;
  readonly memberId: string;
  readonly email: string;
  /** The Cookie header of their browser. */
  readonly cookie: string;
  ask(method: Method, path: string, payload?: object, headers?: Headers): Promise<Answered>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Headers = Readonly<Record<string, string>>;

/** The address injected requests are made to, which is where our pages come from. */
export const ORIGIN = "http://localhost:80";

interface Joining {
  readonly organizationId: string;
  readonly role: MemberRole;
  readonly providerId?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Adds a person with a password, and a member for each organization they are of. */
export const addPerson = async (
  { db, now }: Pick<ApiWorld, "db" | "now">,
  ...places: readonly [Joining, ...Joining[]]
): Promise<{ personId: string; memberId: string; email: string }> => {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const personId = randomUUID();
  const [{ name = "Thu", email = `${personId}@example.com` }] = places;
  const memberIds = places.map(() => randomUUID());
  await db.transaction().execute(async (tx) => {
    const person = { id: personId, name, email, passwordHash: hash };
    await insertPerson(tx, { ...person, credentialId: randomUUID(), now: now() });
    for (const [n, { organizationId, role, providerId }] of places.entries()) {
      await insertMember(tx, {
        ...{ organization_id: organizationId, id: memberIds[n] ?? "", person_id: personId },
        ...{ role, provider_id: providerId ?? null, created_at: new Date(now().getTime() + n) },
      });
    }
  });
  return { personId, memberId: memberIds[0] ?? "", email };
};

/** One request to /api/auth, as a page of ours makes it. */
export const askSignIn = (
  { http }: Pick<ApiWorld, "http">,
  path: string,
  payload: object | null,
  headers: Headers = {},
) =>
  http.inject({
    method: payload === null ? "GET" : "POST",
    url: `/api/auth/${path}`,
    headers: { origin: ORIGIN, ...headers },
    ...(payload && { payload }),
  });

/** The Cookie header a browser would send after this answer. */
export const cookiesOf = (
  answer: { readonly cookies: readonly { name: string; value: string; maxAge?: number }[] },
  had = "",
): string => {
  const jar = new Map(
    had
      .split("; ")
      .filter(Boolean)
      .map((one) => [one.split("=")[0] ?? "", one] as const),
  );
  for (const { name, value, maxAge } of answer.cookies) {
    if (maxAge === 0 || value === "") jar.delete(name);
    else jar.set(name, `${name}=${encodeURIComponent(value)}`);
  }
  return [...jar.values()].join("; ");
};

/** Signs in with the password; throws when that is refused. */
export const signIn = async (
  world: Pick<ApiWorld, "http">,
  email: string,
  password = PASSWORD,
  address = "127.0.0.1",
): Promise<string> => {
  const answer = await world.http.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    headers: { origin: ORIGIN },
    payload: { email, password },
    remoteAddress: address,
  });
  if (answer.statusCode !== 200) throw new Error(`signing in answered ${answer.body}`);
  return cookiesOf(answer);
};

export const askingWith =
  ({ http }: Pick<ApiWorld, "http">, cookie: string): SignedInPerson["ask"] =>
  async (method, path, payload, headers) => {
    const answer = await http.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie, origin: ORIGIN, ...headers },
      ...(payload && { payload }),
    });
    const body: unknown = answer.json();
    return {
      status: answer.statusCode,
      body,
      headers: answer.headers,
      as: <Shown>(schema: z.ZodType<Shown>): Shown => schema.parse(body),
    };
  };

let addresses = 0;

/** Somebody of an organization who has signed in from an address nobody else has. */
export const personIn = async (
  world: Pick<ApiWorld, "db" | "http" | "now">,
  ...places: readonly [Joining, ...Joining[]]
): Promise<SignedInPerson> => {
  const person = await addPerson(world, ...places);
  addresses += 1;
  const address = `10.1.${Math.floor(addresses / 200)}.${1 + (addresses % 200)}`;
  const cookie = await signIn(world, person.email, PASSWORD, address);
  return { ...person, cookie, ask: askingWith(world, cookie) };
};
