import { z } from "zod";

/**
 * What we read of a webhook; everything else in it is ignored, and a part that is not as expected is
 * taken as absent, so that one odd message does not cost those that came with it.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
 */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const Captioned = z.object({ caption: maybe(z.string()) });
const Audio = z.object({ id: z.string(), mime_type: z.string() });
const Pressed = z.object({ id: z.string(), title: z.string().default("") });

const content = {
  text: maybe(z.object({ body: z.string() })),
  image: maybe(Captioned),
  video: maybe(Captioned),
  document: maybe(Captioned),
  audio: maybe(Audio),
  voice: maybe(Audio),
};

/** Words, or something with words under it, as messages, edits and echoes carry it. */
export type Content = z.output<z.ZodObject<typeof content>>;

const Edit = z.object({ original_message_id: z.string(), message: z.object(content) });

const SharedContact = z.object({
  phones: z
    .array(z.object({ phone: maybe(z.string()), wa_id: maybe(z.string()) }))
    .default([])
    .catch([]),
});

const Message = z.object({
  ...content,
  id: z.string(),
  timestamp: maybe(z.string()),
  type: z.string(),
  /** A phone number; absent where the person shows a username instead. */
  from: maybe(z.string()),
  from_user_id: maybe(z.string()),
  group_id: maybe(z.string()),
  interactive: maybe(z.object({ button_reply: maybe(Pressed), list_reply: maybe(Pressed) })),
  button: maybe(z.object({ payload: z.string(), text: z.string().default("") })),
  reaction: maybe(z.object({ message_id: z.string(), emoji: z.string().default("") })),
  contacts: maybe(z.array(SharedContact)),
  /** Of shared contacts: `contact_request` when the person gave their own number on being asked. */
  origin: maybe(z.string()),
  order: maybe(z.object({ text: maybe(z.string()) })),
  edit: maybe(Edit),
});

const Contact = z.object({
  wa_id: maybe(z.string()),
  user_id: maybe(z.string()),
  profile: maybe(z.object({ name: maybe(z.string()), username: maybe(z.string()) })),
});

const Status = z.object({
  id: z.string(),
  status: z.string(),
  errors: maybe(z.array(z.object({ code: z.number() }))),
});

const MessageEcho = z.object({
  ...content,
  id: z.string(),
  timestamp: maybe(z.string()),
  type: z.string(),
  to: maybe(z.string()),
  to_user_id: maybe(z.string()),
  group_id: maybe(z.string()),
  edit: maybe(Edit),
});

/** Of the fields `messages` and `smb_message_echoes`. */
export const Value = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  contacts: z.array(Contact).default([]).catch([]),
  messages: z.array(Message).default([]),
  statuses: z.array(Status).default([]),
  message_echoes: z.array(MessageEcho).default([]),
});

export const Webhook = z.object({
  object: z.literal("whatsapp_business_account"),
  entry: z.array(
    z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) }),
  ),
});

export type Message = z.output<typeof Message>;
export type Contact = z.output<typeof Contact>;
export type Status = z.output<typeof Status>;
export type MessageEcho = z.output<typeof MessageEcho>;
