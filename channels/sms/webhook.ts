import { z } from "zod";

/**
 * What we read of the forms Twilio posts; everything else in them is ignored.
 * Source: twilio.com/docs/messaging/guides/webhook-request,
 * twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export const Webhook = z.looseObject({
  MessageSid: z.string().min(1),
  From: z.string().default(""),
  Body: z.string().default(""),
  /** How many pictures or recordings come with it: `MediaUrl0`, `MediaContentType0` and on. */
  NumMedia: z.coerce.number().int().min(0).catch(0),
  /** Of something we sent. */
  MessageStatus: z.string().optional(),
  ErrorCode: z.string().optional(),
});

export type Webhook = z.output<typeof Webhook>;
