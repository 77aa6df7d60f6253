import { createHash } from "node:crypto";
import { z } from "zod";

import type { InboundMessage } from "../../src/conversation/channel.ts";
import { type Refusal, refusals } from "./refusals.ts";

const MOST_CHARS = 20_000;
const MOST_CHANNEL_DATA_BYTES = 4_096;

/**
 * The fields we read of an activity. `from` is not among them: who speaks is in the token. `value`
 * is ours when it names a choice, and the words of an `imBack` when it is text.
 */
export const InboundActivity = z.object({
  type: z.string().max(100).default("message"),
  id: z.string().max(1_000).optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  channelData: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish(),
});

type Activity = z.infer<typeof InboundActivity>;

const ChosenValue = z.object({ choiceId: z.string().min(1).max(200) });
const Marked = z.object({ clientActivityID: z.string().min(1) });

/**
 * What the activity says; null when it says nothing to us (typing, events); or why it is refused.
 * `newId` names the delivery when the client did not.
 */
export const toInboundMessage = (
  activity: Activity,
  { conversationId, newId }: { readonly conversationId: string; readonly newId: () => string },
): InboundMessage | Refusal | null => {
  if (activity.type !== "message") return null;
  const choiceId = ChosenValue.safeParse(activity.value).data?.choiceId ?? null;
  const text = activity.text ?? (typeof activity.value === "string" ? activity.value : "");
  const refusal = reasonToRefuse(activity, text, choiceId);
  if (refusal !== null) return refusal;
  return {
    conversationId,
    deliveryId: `${conversationId}:${deliveryName(activity) ?? newId()}`,
    text,
    choiceId,
    channelData: activity.channelData ?? null,
  };
};

const reasonToRefuse = (
  { attachments, channelData }: Activity,
  text: string,
  choiceId: string | null,
): Refusal | null => {
  if (attachments && attachments.length > 0) return refusals.noUploads;
  if (text.length > MOST_CHARS) return refusals.textTooLong;
  if (Buffer.byteLength(JSON.stringify(channelData ?? null)) > MOST_CHANNEL_DATA_BYTES) {
    return refusals.channelDataTooLarge;
  }
  return text.trim() === "" && choiceId === null ? refusals.nothingSaid : null;
};

/** A digest, because the client's own id can have any length and any character. */
const deliveryName = ({ id, channelData }: Activity): string | undefined => {
  const given = Marked.safeParse(channelData).data?.clientActivityID ?? id;
  return given && createHash("sha256").update(given).digest("base64url");
};
