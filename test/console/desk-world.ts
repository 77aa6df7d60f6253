import { randomUUID } from "node:crypto";

import { receive } from "#src/conversation/receive.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import type { ApprovalMode } from "#src/domain/approval.ts";
import type { ApiWorld, Holder } from "../api/world.ts";

export interface Person {
  readonly leadId: string;
  readonly conversationId: string;
}

interface About {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly channel?: string;
  readonly mode?: ApprovalMode | null;
}

/** Somebody who has opened a conversation with an organization and said nothing yet. */
export const addPerson = async (
  { db, now }: Pick<ApiWorld, "db" | "now">,
  { organizationId }: Pick<Holder, "organizationId">,
  { name = "Nguyễn Thị Hoa", phone = null, channel = "web-chat", mode = "review" }: About = {},
): Promise<Person> => {
  const [leadId, pointId, conversationId] = [randomUUID(), randomUUID(), randomUUID()];
  const own = { organization_id: organizationId, created_at: now() };
  await db
    .insertInto("leads")
    .values({ ...own, id: leadId, name, phone, language: "vi" })
    .execute();
  await db
    .insertInto("contact_points")
    .values({ ...own, id: pointId, lead_id: leadId, channel, account: "site", address: leadId })
    .execute();
  await db
    .insertInto("conversations")
    .values({
      ...{ ...own, id: conversationId, lead_id: leadId, contact_point_id: pointId },
      ...{ channel, account: "site", language: "vi", focus: "{}", approval_mode: mode },
    })
    .execute();
  return { leadId, conversationId };
};

/** They write; nobody answers yet. */
export const write = async (
  { db, now }: Pick<ApiWorld, "db" | "now">,
  { organizationId }: Pick<Holder, "organizationId">,
  { conversationId }: Pick<Person, "conversationId">,
  text: string,
): Promise<void> => {
  const messageId = randomUUID();
  await receive(db, {
    organizationId,
    message: { conversationId, deliveryId: messageId, text, choiceId: null, channelData: null },
    messageId,
    now: now(),
  });
};

/** A worker takes the turn: the agent answers, or suggests. */
export const work = (
  { turns }: Pick<ApiWorld, "turns">,
  { organizationId }: Pick<Holder, "organizationId">,
  { conversationId }: Pick<Person, "conversationId">,
): Promise<void> => takeTurn(turns, { organizationId, conversationId });
