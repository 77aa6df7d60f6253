import type { Db } from "../connect.ts";
import type { Service, SopQuestion } from "./catalog.ts";
import type { Lead } from "./leads.ts";

export const listLeadsById = async (
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<Lead[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom("leads")
        .selectAll()
        .where("organization_id", "=", organizationId)
        .where("id", "in", [...ids])
        .execute();

/** Channels these leads have written from. */
export const listContactsOf = async (
  db: Db,
  organizationId: string,
  leadIds: readonly string[],
): Promise<{ lead_id: string; channel: string }[]> =>
  leadIds.length === 0
    ? []
    : db
        .selectFrom("contact_points")
        .select(["lead_id", "channel"])
        .where("organization_id", "=", organizationId)
        .where("lead_id", "in", [...leadIds])
        .execute();

/** Also those that are not offered any more: old bookings have them. */
export const listServicesById = async (
  db: Db,
  organizationId: string,
  ids: readonly string[],
): Promise<Service[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom("services")
        .selectAll()
        .where("organization_id", "=", organizationId)
        .where("id", "in", [...ids])
        .execute();

/** All questions of the organization; one without a service belongs to every service. */
export const listQuestions = (db: Db, organizationId: string): Promise<SopQuestion[]> =>
  db
    .selectFrom("sop_questions")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("position")
    .execute();
