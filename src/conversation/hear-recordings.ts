import { z } from "zod";

import type { ConversationKey } from "#src/db/queries/deliveries.ts";
import type { Unanswered } from "#src/db/queries/turns.ts";
import { receivedText } from "./received-text.ts";
import type { Waiting } from "./running-turn.ts";
import type { TurnDeps } from "./take-turn.ts";

const Voice = z.object({ recording: z.object({ id: z.string(), mediaType: z.string() }) });

/** Of one turn: whoever sends more is answered to what was said first. */
const mostRecordings = 3;

/**
 * Has what the lead has spoken written down before anybody reads it; from then on it is what they said,
 * in the transcript as well. A recording nobody can tell the words of stays one.
 */
export const hearRecordings = async (
  { db, channel }: Pick<TurnDeps, "db" | "channel">,
  key: ConversationKey,
  waiting: Waiting,
): Promise<Waiting> => {
  let left = mostRecordings;
  const unanswered: Unanswered[] = [];
  for (const message of waiting.unanswered) {
    const voice = Voice.safeParse(message.channel_data).data;
    const isUnheard = message.text === "" && voice !== undefined && left > 0;
    if (isUnheard) left -= 1;
    const words = isUnheard ? await channel.hear(key, voice.recording) : null;
    const text = receivedText(words ?? "");
    if (text === "") {
      unanswered.push(message);
      continue;
    }
    const channel_data = { kind: "voice", ...voice, heard: true };
    await db
      .updateTable("messages")
      .set({ text, channel_data: JSON.stringify(channel_data) })
      .where("organization_id", "=", key.organizationId)
      .where("id", "=", message.id)
      .execute();
    unanswered.push({ ...message, text, channel_data });
  }
  return { ...waiting, unanswered };
};

const Heard = z.object({ heard: z.literal(true) });

/** What was heard in the messages of a turn, so that the lead can see it; null: nothing was spoken. */
export const heardIn = (unanswered: readonly Unanswered[]): string | null => {
  const heard = unanswered.filter(({ channel_data }) => Heard.safeParse(channel_data).success);
  return heard.length === 0 ? null : heard.map(({ text }) => text).join(" ");
};
