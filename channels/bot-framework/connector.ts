import { z } from "zod";

import type { ChannelAccount, SendResult } from "../../src/conversation/push-channel.ts";
import { accessToken } from "./access-token.ts";
import type { Address } from "./address.ts";
import { ConnectorError, failureOf } from "./failure.ts";
import { isService } from "./service-url.ts";

/** What a bot says to somebody. */
export interface OutboundActivity {
  readonly type: "message" | "typing";
  readonly channelId: string;
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string };
  readonly recipient: { readonly id: string };
  /** The message this answers. */
  readonly replyToId?: string;
  readonly text?: string;
  readonly textFormat?: "plain";
  readonly locale?: string;
  readonly suggestedActions?: {
    readonly actions: readonly {
      readonly type: string;
      readonly title: string;
      readonly text?: string;
      readonly displayText?: string;
      readonly value: string;
    }[];
  };
}

const Posted = z.object({ id: z.string().min(1) });

/** Says something in a conversation; the SDK's client would try again by itself and cannot be stopped. */
export const post = async (
  { serviceUrl }: Pick<Address, "serviceUrl">,
  activity: OutboundActivity,
  account: ChannelAccount,
  signal: AbortSignal,
): Promise<SendResult> => {
  if (!isService(serviceUrl, account)) {
    return { ok: false, failure: { kind: "give_up", code: "foreign_service" } };
  }
  try {
    const posted = Posted.safeParse(await ask(serviceUrl, activity, account, signal));
    if (posted.success) return { ok: true, providerId: posted.data.id };
    return { ok: false, failure: { kind: "retry", code: "unreadable" } };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
};

/** Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-send-and-receive-messages */
const ask = async (
  serviceUrl: string,
  activity: OutboundActivity,
  account: ChannelAccount,
  signal: AbortSignal,
): Promise<unknown> => {
  const base = serviceUrl.endsWith("/") ? serviceUrl : `${serviceUrl}/`;
  const path = `v3/conversations/${encodeURIComponent(activity.conversation.id)}/activities`;
  const token = await accessToken(account, signal);
  const answer = await fetch(new URL(path, base), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(activity),
    // Where it was allowed to go is where it goes.
    redirect: "error",
    signal,
  });
  if (!answer.ok) throw await ConnectorError.of(answer);
  return answer.json();
};
