import type { Db, Tx } from "../connect.ts";
import type { Service } from "./catalog.ts";
import type { Lead } from "./leads.ts";
import { isVisit } from "./sops.ts";

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

/** Those of these leads who have been here for a visit, and the bookings it was. */
export const listVisitsOf = async (
  db: Db | Tx,
  organizationId: string,
  leadIds: readonly string[],
): Promise<{ id: string; lead_id: string }[]> =>
  leadIds.length === 0
    ? []
    : db
        .selectFrom("bookings")
        .select(["id", "lead_id"])
        .where("organization_id", "=", organizationId)
        .where("lead_id", "in", [...leadIds])
        .where(isVisit)
        .execute();
