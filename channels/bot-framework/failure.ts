import { z } from "zod";

import type { SendFailure } from "../../src/conversation/push-channel.ts";

/** Microsoft did not give us a token. */
export class LoginError extends Error {
  override readonly name = "LoginError";
  readonly status: number;

  constructor(status: number) {
    super(`login answered ${status}`);
    this.status = status;
  }
}

const Refusal = z.object({ error: z.object({ code: z.string() }) });

/** The connector did not take a message. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly status: number;
  /** As the connector names it; empty where it does not. */
  readonly code: string;
  readonly afterMs: number | null;

  constructor(status: number, code: string, afterMs: number | null) {
    super(`the connector answered ${status}`);
    this.status = status;
    this.code = code;
    this.afterMs = afterMs;
  }

  static async of(answer: Response): Promise<ConnectorError> {
    const seconds = Number.parseFloat(answer.headers.get("retry-after") ?? "");
    const body: unknown = await answer.json().catch(() => null);
    const code = Refusal.safeParse(body).data?.error.code ?? "";
    return new ConnectorError(answer.status, code, seconds >= 0 ? seconds * 1_000 : null);
  }
}

/** A 403 that is about one person or conversation, not about us. */
const ofThisChat: readonly string[] = [
  ...["BotNotInConversationRoster", "ConversationBlockedByUser", "MessageWritesBlocked"],
  ...["ForbiddenOperationException", "UserBlocked"],
];

/**
 * What an error of the provider means for a message; only its status is kept.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
 */
export const failureOf = (error: unknown): SendFailure => {
  if (error instanceof LoginError) {
    const code = `login_${error.status}`;
    const isOurs = error.status === 400 || error.status === 401 || error.status === 403;
    return { kind: isOurs ? "revoked" : "retry", code };
  }
  if (error instanceof ConnectorError) return meaningOf(error);
  const isUnreadable = error instanceof SyntaxError || error instanceof z.ZodError;
  return { kind: "retry", code: isUnreadable ? "unreadable" : "unreachable" };
};

/** Teams may be asked again after these, though it does not always say when. */
const retried: readonly number[] = [408, 412, 429];

const meaningOf = ({ status, code: reason, afterMs }: ConnectorError): SendFailure => {
  const code = `bot_${status}`;
  if (status === 403 && ofThisChat.includes(reason)) {
    return { kind: "give_up", code: "blocked_by_lead" };
  }
  if (status === 401 || status === 403) return { kind: "revoked", code };
  if (status >= 500 || retried.includes(status)) {
    return { kind: "retry", code, ...(afterMs !== null && { afterMs }) };
  }
  return { kind: "give_up", code: status === 404 ? "chat_gone" : code };
};
