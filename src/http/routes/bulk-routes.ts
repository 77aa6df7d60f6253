import type { FastifyInstance } from "fastify";

import { desk } from "../access.ts";
import { bookInBulk } from "../book-in-bulk.ts";
import { BulkAnswer } from "../contract/booking.ts";
import { BulkBookings } from "../contract/booking-requests.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** The bookings of a campaign in one request. */
export const mountBulkBookings = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "POST",
    url: "/bookings/bulk",
    tag: "Bookings",
    access: desk,
    summary: "Book up to 500 times, each by itself",
    mostBytes: 2 * 1_024 * 1_024,
    body: BulkBookings,
    answers: { 200: BulkAnswer },
    run: ({ call, caller, body }) => bookInBulk({ deps, call, caller, rows: body.bookings }),
  });
};
