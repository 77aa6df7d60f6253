import type { FastifyInstance } from "fastify";

import { desk } from "../access.ts";
import { askAvailability } from "../ask-availability.ts";
import { askBatch } from "../ask-batch.ts";
import {
  AvailabilityAnswer,
  AvailabilityQuestion,
  BatchAnswer,
  BatchQuestion,
} from "../contract/availability.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** POSTs because of what they ask; they hold and change nothing. */
export const mountAvailability = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "POST",
    url: "/availability",
    tag: "Availability",
    access: desk,
    changesNothing: true,
    summary: "Free slots of a day or of up to 31 days",
    body: AvailabilityQuestion,
    answers: { 200: AvailabilityAnswer },
    run: ({ call, caller, body }) => askAvailability({ deps, call, caller, input: body }),
  });

  mountRoute(http, {
    method: "POST",
    url: "/availability/batch",
    tag: "Availability",
    access: desk,
    changesNothing: true,
    summary: "Free slots of many services by date, over up to 62 days",
    body: BatchQuestion,
    answers: { 200: BatchAnswer },
    run: ({ call, caller, body }) => askBatch({ deps, call, caller, input: body }),
  });
};
