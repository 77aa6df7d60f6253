import type { FastifyReply } from "fastify";

import type { Language } from "#src/domain/facts.ts";
import type { ErrorAnswer } from "./contract/error.ts";
import { type FieldSentence, fieldSentences } from "./contract/field-sentences.ts";
import { type HttpErrorCode, httpErrors } from "./sentences.ts";

/** What a request is answered with; the body is checked against the contract when it is sent. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** An answer that says no. */
export type ErrorReply = Answer<ErrorAnswer>;

export const ok = <Body>(body: Body): Answer<Body> => ({ status: 200, body });

export const created = <Body>(body: Body): Answer<Body> => ({ status: 201, body });

/** An error of HTTP itself, in words of the caller's language. */
export const failed = (code: HttpErrorCode, language: Language, field?: string): ErrorReply => ({
  status: httpErrors[code].status,
  body: {
    success: false,
    error: code,
    message: httpErrors[code].says[language],
    ...(field !== undefined && { field }),
  },
});

/** A field that has the right form and cannot be right all the same. */
export const invalid = (
  field: string,
  sentence: FieldSentence,
  language: Language,
): ErrorReply => ({
  status: 400,
  body: {
    success: false,
    error: "INVALID_INPUT",
    message: `${field}: ${fieldSentences[sentence][language]}`,
    field,
  },
});

/** Sends an answer; a body that breaks the contract becomes an error of ours, never a wrong answer. */
export const send = (reply: FastifyReply, { status, body }: Answer<unknown>): FastifyReply =>
  reply.code(status).send(body);
