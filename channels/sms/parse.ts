import type {
  DeliveryReport,
  InboundDelivery,
  InboundEvent,
} from "../../src/conversation/push-channel.ts";
import { mediaOf } from "./media.ts";
import { Webhook } from "./webhook.ts";

/** A form is a message or what became of one of ours; each names one message. */
export const parse = (body: unknown): readonly InboundEvent[] => {
  const webhook = Webhook.parse(body);
  const isOurs = webhook.MessageStatus !== undefined;
  const event = isOurs ? readReport(webhook) : readMessage(webhook);
  return event ? [event] : [];
};

const results: Readonly<Record<string, DeliveryReport["status"]>> = {
  ...{ delivered: "delivered", read: "read" },
  ...{ undelivered: "failed", failed: "failed", canceled: "failed" },
};

const readReport = (webhook: Webhook): DeliveryReport | null => {
  const { MessageSid, MessageStatus = "", ErrorCode } = webhook;
  const status = results[MessageStatus];
  // On its way: queued, sending, sent.
  if (!status) return null;
  const code = status === "failed" ? `twilio_${ErrorCode ?? MessageStatus}` : null;
  return { kind: "report", providerId: MessageSid, status, code };
};

const NUMBER = /^\+[1-9]\d{6,14}$/u;

/**
 * Short codes and names write on behalf of machines, which are not answered. What Twilio has acted on
 * itself, STOP or START, comes as the words it was.
 */
const readMessage = (webhook: Webhook): InboundDelivery | null => {
  const { MessageSid, From } = webhook;
  if (!NUMBER.test(From)) return null;
  return {
    ...{ deliveryId: MessageSid, providerMessageId: MessageSid, address: From },
    ...{ displayName: null, language: null, choiceRef: null, acknowledgement: null },
    ...contentOf(webhook),
    // Networks vouch for the number as far as they do for any call.
    proven: { kind: "phone", value: From },
  };
};

const contentOf = (webhook: Webhook): Pick<InboundDelivery, "kind" | "text" | "recording"> => {
  const text = webhook.Body;
  const media = mediaOf(webhook);
  const recording = media.find(({ mediaType, id }) => mediaType.startsWith("audio/") && id !== "");
  if (recording) return { kind: "voice", text, recording };
  if (text !== "" || media.length === 0) return { kind: "text", text };
  const isPhoto = media.some(({ mediaType }) => mediaType.startsWith("image/"));
  return { kind: isPhoto ? "photo" : "other", text };
};
