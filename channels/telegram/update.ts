import { z } from "zod";

/** What we read of an update; everything else in it is ignored. Source: core.telegram.org/bots/api#update */

const User = z.object({
  id: z.number(),
  first_name: z.string().default(""),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});

const Chat = z.object({ id: z.number(), type: z.string() });

/** Voice notes are OGG with OPUS, whatever is not said. */
const Recording = z.object({ file_id: z.string(), mime_type: z.string().default("audio/ogg") });

const Message = z.object({
  message_id: z.number(),
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.number().optional() }).optional(),
  voice: Recording.optional(),
  audio: Recording.optional(),
  video_note: z.unknown().optional(),
  photo: z.unknown().optional(),
});

const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  message: z.object({ chat: Chat }).optional(),
  data: z.string().optional(),
});

const ReactionChange = z.object({
  chat: Chat,
  message_id: z.number(),
  new_reaction: z.array(z.object({ emoji: z.string().optional() })),
});

export const Update = z.object({
  update_id: z.number(),
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: CallbackQuery.optional(),
  message_reaction: ReactionChange.optional(),
});

export type User = z.output<typeof User>;
export type Message = z.output<typeof Message>;
export type CallbackQuery = z.output<typeof CallbackQuery>;
export type ReactionChange = z.output<typeof ReactionChange>;

/** What Telegram shall tell us; reactions come only when they are named. */
export const updatesWanted = [
  "message",
  "edited_message",
  "callback_query",
  "message_reaction",
] as const;
