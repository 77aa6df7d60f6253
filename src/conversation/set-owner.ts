import type { Tx } from "#src/db/connect.ts";
import type { ConversationKey } from "#src/db/queries/deliveries.ts";

/** Says who speaks in a conversation that is locked; the reason is shown to people. */
export const setOwner = async (
  tx: Tx,
  { organizationId, conversationId }: ConversationKey,
  owner: "ai" | "human",
  reason: string | null,
): Promise<void> => {
  await tx
    .updateTable("conversations")
    .set({ owner, owner_reason: reason })
    .where("organization_id", "=", organizationId)
    .where("id", "=", conversationId)
    .execute();
};
