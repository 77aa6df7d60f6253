import { createHash, randomInt } from "node:crypto";

import type { Tx } from "#src/db/connect.ts";
import { mergeLeads } from "#src/db/queries/people.ts";
import { lockConversation } from "#src/db/queries/turns.ts";

/** Without letters and figures that are taken for each other. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const validMs = 10 * 60_000;

/** A conversation that asks for a code, or names one. */
interface Asking {
  readonly organizationId: string;
  readonly conversationId: string;
  readonly leadId: string;
}

const hashOf = (code: string): Buffer =>
  createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/gu, ""))
    .digest();

/** A code that names this lead for ten minutes, on whatever channel it is written; the last one holds. */
export const issueLinkCode = async (
  tx: Tx,
  { organizationId, leadId }: Asking,
  now: Date,
): Promise<string> => {
  const part = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(31)]).join("");
  const code = `SW-${part()}-${part()}`;
  await tx
    .deleteFrom("link_codes")
    .where("organization_id", "=", organizationId)
    .where("lead_id", "=", leadId)
    .where("used_at", "is", null)
    .execute();
  await tx
    .insertInto("link_codes")
    .values({
      ...{ organization_id: organizationId, code_hash: hashOf(code), lead_id: leadId },
      expires_at: new Date(now.getTime() + validMs),
    })
    .execute();
  return code;
};

/** Notes where a code was named; false when there is none of that name, or it is over. */
export const askAboutCode = async (
  tx: Tx,
  { organizationId, conversationId }: Asking,
  code: string,
  now: Date,
): Promise<boolean> => {
  const row = await tx
    .updateTable("link_codes")
    .set({ asked_in: conversationId })
    .where("organization_id", "=", organizationId)
    .where("code_hash", "=", hashOf(code))
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("lead_id")
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Makes the lead of this conversation the one its code names; false when none was named in time. The
 * same again says the same.
 */
export const redeemLinkCode = async (
  tx: Tx,
  { organizationId, conversationId }: Asking,
  now: Date,
): Promise<boolean> => {
  const { lead_id: leadId } = await lockConversation(tx, organizationId, conversationId);
  const code = await tx
    .selectFrom("link_codes")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("asked_in", "=", conversationId)
    .where("expires_at", ">", now)
    .forUpdate()
    .executeTakeFirst();
  if (!code) return false;
  await tx
    .updateTable("link_codes")
    .set({ used_at: now })
    .where("organization_id", "=", organizationId)
    .where("code_hash", "=", code.code_hash)
    .execute();
  if (code.lead_id !== leadId) {
    await mergeLeads(tx, { organizationId, from: leadId, into: code.lead_id });
  }
  return true;
};
