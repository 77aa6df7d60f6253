import type { FastifyInstance } from "fastify";

import { changeOrganization } from "#src/catalog/edit/edit-organization.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import { getOrganization } from "#src/db/queries/catalog.ts";
import { policyAt } from "#src/domain/policy.ts";
import { managers } from "../access.ts";
import { invalid, ok } from "../answer.ts";
import { OrganizationAnswer, OrganizationChange } from "../contract/organization.ts";
import { editCatalog } from "../edit-catalog.ts";
import { toE164 } from "../phone-number.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Organization";

/** The organization itself and its policy about bookings. */
export const mountOrganization = (http: FastifyInstance, deps: ServerDeps): void => {
  const show = async (db: Db | Tx, organizationId: string) => {
    const row = await getOrganization(db, organizationId);
    const { id: organization_id, name, phone, locale, timezone, currency, approval_mode } = row;
    const policy = policyAt(row.policy);
    const organization = {
      ...{ organization_id, name, phone, locale, timezone, currency },
      ...{ approval_mode, policy },
    };
    return { success: true, organization } as const;
  };

  mountRoute(http, {
    method: "GET",
    url: "/organization",
    tag,
    access: { to: "everyone", own: "shared" },
    summary: "The organization and its policy",
    answers: { 200: OrganizationAnswer },
    run: async ({ call }) => ok(await show(deps.db, call.organization.id)),
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/organization",
    tag,
    access: managers,
    summary: "Change name, phone, policy or approval mode",
    body: OrganizationChange,
    answers: { 200: OrganizationAnswer },
    run: async (asked) => {
      const { organization, language } = asked.call;
      const { phone: written, approval_mode: approvalMode, ...change } = asked.body;
      const known = typeof written === "string" ? toE164(written, organization.timezone) : null;
      if (typeof written === "string" && known === null) return invalid("phone", "phone", language);
      const whole = {
        ...change,
        ...(approvalMode && { approvalMode }),
        ...(written !== undefined && { phone: known }),
      };
      return editCatalog(deps, asked, {
        edit: (scope) => changeOrganization(scope, whole),
        show: (tx) => show(tx, organization.id),
      });
    },
  });
};
