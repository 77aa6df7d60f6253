import { z } from "zod";

/** What we read of an update; everything else in it is ignored. Source: core.telegram.org/bots/api#update */

const User = z.object({
  id: z.number(),
  first_name: z.string().default(""),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});

const Chat = z.object({ id: z.number(), type: z.string() });

const Message = z.object({
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.number().optional() }).optional(),
  voice: z.unknown().optional(),
  audio: z.unknown().optional(),
  video_note: z.unknown().optional(),
  photo: z.unknown().optional(),
});

const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  message: z.object({ chat: Chat }).optional(),
  data: z.string().optional(),
});

export const Update = z.object({
  update_id: z.number(),
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: CallbackQuery.optional(),
});

export type User = z.output<typeof User>;
export type Message = z.output<typeof Message>;
export type CallbackQuery = z.output<typeof CallbackQuery>;
