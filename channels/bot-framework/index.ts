import type {
  OutboundPart,
  PushChannel,
  WebhookAnswer,
} from "../../src/conversation/push-channel.ts";
import { Activity } from "./activity.ts";
import { type Address, readAddress } from "./address.ts";
import { connect } from "./connect.ts";
import { type OutboundActivity, post } from "./connector.ts";
import { door } from "./door.ts";
import { expectReplies, handOver, isAwaited } from "./expected-replies.ts";
import { limits } from "./limits.ts";
import { parse } from "./parse.ts";
import { verify } from "./verify.ts";

/**
 * Bots of the Bot Framework: Teams, Slack, Messenger and what else Azure Bot Service connects.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export const botFramework: PushChannel = {
  name: "bot-framework",
  limits,
  verify,
  parse,
  answer: async (body) => {
    const activity = Activity.safeParse(body).data;
    if (activity?.type === "invoke") return json(501, {});
    if (activity?.deliveryMode !== "expectReplies") return json(200, {});
    const [event] = parse(activity);
    const isAnswered = event && event.kind !== "reaction" && event.kind !== "report";
    return json(200, { activities: isAnswered ? await expectReplies(event.address) : [] });
  },
  send: async (part, account, signal) => {
    const to = readAddress(part.address);
    if (!to) return { ok: false, failure: { kind: "give_up", code: "no_address" } };
    const activity = messageOf(part, to);
    const id = handOver(part.address, activity);
    return id === null ? post(to, activity, account, signal) : { ok: true, providerId: id };
  },
  typing: {
    everyMs: 3_000,
    show: async ({ address }, account, signal) => {
      const to = readAddress(address);
      if (!to || isAwaited(address)) return;
      await post(to, { type: "typing", ...partiesOf(to) }, account, signal);
    },
  },
  pathOf: () => door.path,
  connect,
};

const json = (status: number, body: object): WebhookAnswer => ({
  ...{ status, contentType: "application/json", body: JSON.stringify(body) },
});

const partiesOf = ({ channelId, conversationId, botId, userId }: Address) => ({
  ...{ channelId, conversation: { id: conversationId } },
  ...{ from: { id: botId }, recipient: { id: userId } },
});

/** Words as they are: what looks like Markdown in them is none. */
const messageOf = (
  { text, choices, language, answers }: OutboundPart,
  to: Address,
): OutboundActivity => {
  // Teams knows no suggested action that carries more than words.
  const actions = choices.map(({ id, label }) =>
    to.channelId === "msteams"
      ? { type: "imBack", title: label, value: label }
      : { type: "messageBack", title: label, text: label, displayText: label, value: id },
  );
  return {
    ...{ type: "message", text, textFormat: "plain", locale: language, ...partiesOf(to) },
    ...(answers.messageId !== null && { replyToId: answers.messageId }),
    ...(actions.length > 0 && { suggestedActions: { actions } }),
  };
};
