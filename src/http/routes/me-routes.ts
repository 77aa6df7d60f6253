import type { FastifyInstance } from "fastify";
import type { z } from "zod";

import { findPerson, listMemberships } from "#src/db/queries/members.ts";
import { ok } from "../answer.ts";
import type { ApiCall } from "../auth.ts";
import { MeAnswer } from "../contract/me.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

type Me = z.output<typeof MeAnswer>;

/** What a caller may know of themselves. */
export const mountMe = (http: FastifyInstance, { db }: Pick<ServerDeps, "db">): void =>
  mountRoute(http, {
    method: "GET",
    url: "/me",
    tag: "Members",
    summary: "Who calls: name, role, organization and the others one is a member of",
    access: { to: "everyone", own: "self" },
    answers: { 200: MeAnswer },
    run: async ({ call }) => ok({ ...known(call), ...(await personal(db, call)) }),
  });

const known = ({ caller, organization, language }: ApiCall) => ({
  success: true as const,
  kind: caller.kind,
  member_id: caller.id,
  name: caller.name,
  role: caller.role,
  provider_id: caller.providerId,
  language,
  organization: {
    organization_id: organization.id,
    slug: organization.slug,
    name: organization.name,
    locale: organization.locale,
    timezone: organization.timezone,
    currency: organization.currency,
  },
});

const personal = async (
  db: ServerDeps["db"],
  { caller, organization: { id, slug, name } }: ApiCall,
): Promise<Pick<Me, "person_id" | "email" | "two_factor_enabled" | "organizations">> => {
  if (caller.kind === "key") {
    const organizations = [{ organization_id: id, slug, name, role: caller.role }];
    return { person_id: null, email: null, two_factor_enabled: false, organizations };
  }
  const { personId } = caller;
  const [person, memberships] = await Promise.all([
    findPerson(db, personId),
    listMemberships(db, personId),
  ]);
  return {
    person_id: personId,
    email: person?.email ?? null,
    two_factor_enabled: person?.two_factor_enabled ?? false,
    organizations: memberships.map((member) => ({
      organization_id: member.organization_id,
      slug: member.slug,
      name: member.organization_name,
      role: member.role,
    })),
  };
};
