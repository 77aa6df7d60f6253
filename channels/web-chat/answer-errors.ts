import type { FastifyInstance } from "fastify";
import { z } from "zod";

const HttpError = z.object({
  statusCode: z.number().min(400).max(499),
  code: z.string().optional(),
  message: z.string(),
});

/** Errors in the form of the protocol. What is not the caller's fault is logged and not told. */
export const answerErrors = (http: FastifyInstance): void => {
  http.setErrorHandler(async (error, request, reply) => {
    if (error instanceof z.ZodError) {
      const message = z.prettifyError(error);
      return reply.code(400).send({ error: { code: "BadArgument", message } });
    }
    const fault = HttpError.safeParse(error).data;
    if (fault !== undefined) {
      const { statusCode, code = "BadRequest", message } = fault;
      return reply.code(statusCode).send({ error: { code, message } });
    }
    request.log.error({ err: error }, "a web chat request failed");
    const message = "Something went wrong on our side. Try again.";
    return reply.code(500).send({ error: { code: "ServiceError", message } });
  });
};
