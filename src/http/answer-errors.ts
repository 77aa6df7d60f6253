import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

import type { Language } from "#src/domain/facts.ts";
import { type ErrorReply, failed, send } from "./answer.ts";
import { callOf } from "./auth.ts";
import { languageOf } from "./request-language.ts";
import type { HttpErrorCode } from "./sentences.ts";
import { InvalidRequest } from "./validate-requests.ts";

const ClientFault = z.object({
  statusCode: z.number().min(400).max(499),
  code: z.string().default(""),
});

/** Faults of the client by the code the framework gives them, then by their status. */
const faults: Readonly<Record<string, HttpErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "BODY_TOO_LARGE",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
  FST_ERR_CTP_INVALID_JSON_BODY: "INVALID_JSON",
  FST_ERR_CTP_EMPTY_JSON_BODY: "INVALID_JSON",
  "400": "BAD_REQUEST",
  "404": "NOT_FOUND",
  "413": "BODY_TOO_LARGE",
  "415": "UNSUPPORTED_MEDIA_TYPE",
  "429": "RATE_LIMITED",
};

/** Every error becomes a body of the contract here. What is our fault is logged and not told. */
export const answerErrors = (http: FastifyInstance): void => {
  http.setErrorHandler(async (error, request, reply) => {
    const language = spokenBy(request);
    if (error instanceof InvalidRequest) return send(reply, complaintOf(error, language));
    const fault = faultOf(error);
    if (fault !== null) return send(reply, failed(fault, language));
    request.log.error({ err: error, route: request.routeOptions.url }, "a request failed");
    return send(reply, failed("INTERNAL_ERROR", language));
  });
  http.setNotFoundHandler({ preHandler: http.rateLimit() }, async (request, reply) =>
    send(reply, failed("NOT_FOUND", spokenBy(request))),
  );
};

const spokenBy = (request: FastifyRequest): Language =>
  callOf(request)?.language ?? languageOf(request.headers["accept-language"], "en");

const faultOf = (error: unknown): HttpErrorCode | null => {
  const fault = ClientFault.safeParse(error).data;
  if (fault === undefined) return null;
  return faults[fault.code] ?? faults[String(fault.statusCode)] ?? "BAD_REQUEST";
};

const complaintOf = ({ complaints }: InvalidRequest, language: Language): ErrorReply => {
  const [first] = complaints;
  const message = complaints.map((complaint) => complaint.message[language]).join("; ");
  return {
    status: 400,
    body: {
      success: false,
      error: "INVALID_INPUT",
      message,
      ...(first && { field: first.field }),
    },
  };
};
