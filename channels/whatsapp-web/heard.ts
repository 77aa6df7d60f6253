import { z } from "zod";

/** A message as the process reads it of the library's `Message`, plain enough to be kept. */
const HeardMessage = z.object({
  /** With the chat and who wrote in it: `false_84912345678@c.us_3EB0…`. */
  id: z.string(),
  /** The other person's address, or a group's, a channel's or that of status updates. */
  chat: z.string(),
  isOurs: z.boolean(),
  /** Source: `MessageTypes` of whatsapp-web.js. */
  type: z.string(),
  /** The words, or what stands under a picture; of other types whatever the library has. */
  body: z.string().default(""),
  mediaType: z.string().nullable().default(null),
  /** What the person calls themselves. */
  name: z.string().nullable().default(null),
  /** Of a chat whose address does not tell it, where WhatsApp does: the person's number, digits only. */
  phone: z.string().nullable().default(null),
  isStatus: z.boolean().default(false),
  /** Milliseconds since 1970 when it was last changed. */
  editedAt: z.number().nullable().default(null),
});

/** What the process has heard, handed on as a webhook's body would be. */
export const Heard = z.discriminatedUnion("event", [
  z.object({ event: z.literal("message"), message: HeardMessage }),
  z.object({ event: z.literal("edit"), message: HeardMessage }),
  z.object({
    event: z.literal("reaction"),
    id: z.string(),
    isOurs: z.boolean(),
    chat: z.string(),
    of: z.string(),
    emoji: z.string().default(""),
    at: z.number(),
  }),
  z.object({
    event: z.literal("ack"),
    id: z.string(),
    isOurs: z.boolean(),
    chat: z.string(),
    ack: z.number(),
  }),
]);

export type Heard = z.input<typeof Heard>;
export type HeardMessage = z.output<typeof HeardMessage>;
