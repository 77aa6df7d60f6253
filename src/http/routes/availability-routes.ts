import type { FastifyInstance } from "fastify";

import { askAvailability } from "../ask-availability.ts";
import { AvailabilityAnswer, AvailabilityQuestion } from "../contract/availability.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** A POST because of what it asks; it holds and changes nothing. */
export const mountAvailability = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "POST",
    url: "/availability",
    tag: "Availability",
    summary: "Free slots of a day or of up to 31 days",
    body: AvailabilityQuestion,
    answers: { 200: AvailabilityAnswer },
    run: ({ call, caller, body }) => askAvailability({ deps, call, caller, input: body }),
  });
};
