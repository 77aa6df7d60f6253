import { randomBytes, randomUUID } from "node:crypto";

import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import { createApiKey } from "#src/http/api-keys.ts";
import { makeOrganization } from "#src/sign-in/first-owner.ts";
import type { ApiWorld } from "./world.ts";

interface EmptyHouse {
  readonly organizationId: string;
  readonly email: string;
  readonly password: string;
  ask(method: "GET" | "POST", path: string, payload?: object): Promise<EmptyAnswer>;
}

interface EmptyAnswer {
  readonly status: number;
  readonly body: unknown;
}

let houses = 0;

/** An organization as `npm run owner -- --new` makes it: with an owner, and nothing else. */
export const openEmptyHouse = async (
  { db, http, now }: Pick<ApiWorld, "db" | "http" | "now">,
  name = "Nha khoa Mỹ Đình",
): Promise<EmptyHouse> => {
  houses += 1;
  const slug = `house-${houses}`;
  const email = `owner-${houses}@example.com`;
  const deps = { db, now, newId: randomUUID, random: randomBytes };
  // Not what the templates have, so that what they bring can be told.
  const start = { locale: "en", timezone: "Europe/Paris", currency: "EUR" } as const;
  const made = await makeOrganization(deps, { slug, name, ...start }, email);
  const organization = await findOrganizationBySlug(db, slug);
  if (!made?.password || !organization) throw new Error(`${slug} was not made`);
  const key = { organizationId: organization.id, name: "test" };
  const { key: bearer } = await createApiKey(db, key, { now: now(), newId: randomUUID });
  const headers = { authorization: `Bearer ${bearer}`, "accept-language": "en" };
  return {
    ...{ organizationId: organization.id, email, password: made.password },
    ask: async (method, path, payload) => {
      const answer = await http.inject({
        ...{ method, url: `/api/v1${path}`, headers },
        ...(payload && { payload }),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
};
