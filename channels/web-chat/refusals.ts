import type { FastifyReply } from "fastify";

/** An answer that says no, in the form of the protocol. */
export interface Refusal {
  readonly status: 400 | 403 | 404 | 413 | 415;
  readonly code: string;
  readonly message: string;
}

/** Clients of the protocol read 403 as "get a new token" and 404 as "start again". */
export const refusals = {
  noCredential: {
    status: 403,
    code: "MissingToken",
    message: 'Send "Authorization: Bearer" with a site key, an API key or a token.',
  },
  forgedToken: {
    status: 403,
    code: "BadToken",
    message: "This token is not one of ours for this.",
  },
  expiredToken: {
    status: 403,
    code: "TokenExpired",
    message: "This token has expired: refresh it, or generate a new one.",
  },
  unknownKey: {
    status: 403,
    code: "UnknownKey",
    message: "No organization has this key.",
  },
  keyNotEnough: {
    status: 403,
    code: "TokenRequired",
    message: "A site key only opens conversations. Use the token you got with the conversation.",
  },
  tokenNotEnough: {
    status: 403,
    code: "KeyRequired",
    message: "A token cannot make tokens for others. Use a site key or an API key.",
  },
  otherConversation: {
    status: 403,
    code: "OtherConversation",
    message: "This token belongs to another conversation.",
  },
  noConversation: {
    status: 404,
    code: "ConversationNotFound",
    message: "There is no such conversation.",
  },
  noUploads: {
    status: 415,
    code: "AttachmentsNotSupported",
    message: "Files are not accepted in this chat. Send text.",
  },
  textTooLong: {
    status: 413,
    code: "MessageTooLarge",
    message: "A message has at most 20000 characters.",
  },
  channelDataTooLarge: {
    status: 413,
    code: "MessageTooLarge",
    message: "channelData has at most 4096 bytes of JSON.",
  },
  nothingSaid: {
    status: 400,
    code: "BadArgument",
    message: 'A message needs "text", or "value" with a "choiceId".',
  },
  badWatermark: {
    status: 400,
    code: "BadArgument",
    message: '"watermark" is not one of ours.',
  },
} as const satisfies Record<string, Refusal>;

/** Answers with a refusal. */
export const refuse = (reply: FastifyReply, { status, code, message }: Refusal): FastifyReply =>
  reply.code(status).send({ error: { code, message } });
