import { z } from "zod";

/**
 * What we read of an activity; everything else in it is ignored.
 * Source: github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity
 */

const Person = z.object({ id: z.string().min(1), name: z.string().optional() });
const Reaction = z.object({ type: z.string() });

export const Activity = z.object({
  type: z.string(),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.object({ id: z.string().min(1), isGroup: z.boolean().nullish() }),
  from: Person,
  recipient: Person,
  deliveryMode: z.string().nullish(),
  locale: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().nullish(),
  attachments: z.array(z.object({ contentType: z.string() })).nullish(),
  membersAdded: z.array(Person).nullish(),
  reactionsAdded: z.array(Reaction).nullish(),
  reactionsRemoved: z.array(Reaction).nullish(),
});

export type Activity = z.output<typeof Activity>;
