import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { listServices } from "#src/db/queries/catalog.ts";
import { acceptForms, type PageAnswer, sendPage } from "../form-pages.ts";
import { embeddable } from "../harden.ts";
import { languageOf } from "../request-language.ts";
import type { ServerDeps } from "../server-deps.ts";
import { servicesPage } from "./book-pages.ts";
import { confirmTime } from "./confirm-time.ts";
import { askDetails, holdTime } from "./hold-time.ts";
import { type House, openHouse, showService } from "./open-house.ts";
import { unknownHousePage } from "./outcome-pages.ts";
import { showTimes } from "./show-times.ts";

const Params = z.object({ organization: z.string().max(100) });
const Language = z.looseObject({ lang: z.string().max(10).optional().catch(undefined) });

/** Of one address: somebody looks at a few weeks, and holds a time or two. */
const looking = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const holding = { rateLimit: { max: 10, timeWindow: "1 minute" } };
const mostBytes = 16_384;

/**
 * Booking without a chat or an account: service, time, details, a hold, and the lead's yes to exactly
 * what is shown. No script, no cookie: a signed form carries what was chosen. GET changes nothing.
 */
export const mountBookPages = async (http: FastifyInstance, deps: ServerDeps): Promise<void> => {
  await http.register(async (scope) => {
    acceptForms(scope, mostBytes);
    const opened =
      (work: (house: House, request: FastifyRequest) => PageAnswer | Promise<PageAnswer>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const { organization } = request.params as z.output<typeof Params>;
        const { lang } = Language.parse(request.query);
        const wish = request.headers["accept-language"];
        const house = await openHouse(deps, organization, lang, wish);
        const answer = house
          ? await work(house, request)
          : {
              status: 404,
              page: unknownHousePage({ language: languageOf(wish, "en"), house: null }),
            };
        return sendPage(reply, answer);
      };
    const common = { schema: { hide: true, params: Params }, helmet: embeddable };
    const look = { ...common, config: looking };
    const hold = { ...common, config: holding };
    scope.get(
      "/book/:organization",
      look,
      opened(async (house) => {
        const services = await listServices(deps.db, house.organization.id);
        const shown = services.map((service) => showService(house, service));
        return { status: 200, page: servicesPage(house.page, shown) };
      }),
    );
    scope.get(
      "/book/:organization/times",
      look,
      opened((house, { query }) => showTimes(deps, house, query)),
    );
    scope.get(
      "/book/:organization/details",
      look,
      opened((house, { query }) => askDetails(deps, house, query)),
    );
    scope.post(
      "/book/:organization/hold",
      hold,
      opened((house, { body }) => holdTime(deps, house, body)),
    );
    scope.post(
      "/book/:organization/confirm",
      hold,
      opened((house, { body }) => confirmTime(deps, house, body)),
    );
  });
};
