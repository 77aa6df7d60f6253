import type { Choice, TranscriptMessage } from "../../src/conversation/channel.ts";

/** The fields we send of an activity of the Bot Framework protocol. */
interface OutboundActivity {
  readonly type: "message" | "typing";
  readonly id?: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly channelId: "webchat";
  readonly conversation: { readonly id: string };
  readonly from: {
    readonly id: string;
    readonly role: "user" | "bot";
    readonly name?: string;
  };
  readonly textFormat?: "plain";
  readonly text?: string;
  readonly value?: { readonly choiceId: string };
  readonly channelData?: unknown;
  readonly suggestedActions?: {
    readonly to: readonly string[];
    readonly actions: readonly SuggestedAction[];
  };
}

interface SuggestedAction {
  readonly type: "messageBack";
  readonly title: string;
  readonly text: string;
  readonly displayText: string;
  readonly value: { readonly choiceId: string };
}

interface ActivitySet {
  readonly activities: readonly OutboundActivity[];
  readonly watermark: string;
}

/** Where an activity is shown. */
interface Audience {
  readonly conversationId: string;
  /** The address of the person. */
  readonly user: string;
}

const NAMES = { ai: "Assistant", sales: "Team", system: "System" } as const;

/** The id of a message's activity: sorts as the messages do. */
export const activityId = (conversationId: string, seq: number): string =>
  `${conversationId}|${String(seq).padStart(7, "0")}`;

/** Messages as one activity set; with none, the watermark stays `afterSeq`. */
export const toActivitySet = (
  messages: readonly TranscriptMessage[],
  audience: Audience,
  afterSeq: number,
): ActivitySet => ({
  activities: messages.map((message) => toActivity(message, audience)),
  watermark: String(messages.at(-1)?.seq ?? afterSeq),
});

const toActivity = (message: TranscriptMessage, audience: Audience): OutboundActivity => ({
  type: "message",
  id: activityId(audience.conversationId, message.seq),
  timestamp: message.at.toISOString(),
  channelId: "webchat",
  conversation: { id: audience.conversationId },
  from:
    message.author === "lead"
      ? { id: audience.user, role: "user" }
      : { id: message.author, role: "bot", name: NAMES[message.author] },
  textFormat: "plain",
  text: message.text,
  ...(message.choiceId === null ? {} : { value: { choiceId: message.choiceId } }),
  // Web Chat finds its own pending message by what it put here.
  ...(message.channelData === null ? {} : { channelData: message.channelData }),
  ...(message.choices.length === 0
    ? {}
    : { suggestedActions: { to: [audience.user], actions: message.choices.map(toAction) } }),
});

/**
 * `messageBack` is the one action that sends words and a value: Web Chat shows the label as the
 * person's message and posts both; a client that only knows `imBack` sends the label as text.
 */
const toAction = ({ id, label }: Choice): SuggestedAction => ({
  type: "messageBack",
  title: label,
  text: label,
  displayText: label,
  value: { choiceId: id },
});

/** The sign that an answer is being written; it is no message and moves no watermark. */
export const typingActivity = (conversationId: string, now: Date): OutboundActivity => ({
  type: "typing",
  timestamp: now.toISOString(),
  channelId: "webchat",
  conversation: { id: conversationId },
  from: { id: "ai", role: "bot", name: NAMES.ai },
});
