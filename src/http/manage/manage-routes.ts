import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import { invitedTo } from "#src/booking/enclose.ts";
import { invitationTo } from "#src/booking/invitation.ts";
import { editionOf } from "#src/booking/manage-link.ts";
import { findPlacedBooking } from "#src/db/queries/enclosed-bookings.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import { acceptForms, type PageAnswer, sendPage } from "../form-pages.ts";
import type { ServerDeps } from "../server-deps.ts";
import { readChoice } from "./choice-of-slot.ts";
import { freeSlotsFor } from "./free-slots.ts";
import {
  cancelledPage,
  cancelPage,
  closedPage,
  movedPage,
  movePage,
  overviewPage,
} from "./manage-pages.ts";
import { leadReasonsShown, manageWords } from "./manage-words.ts";
import { type Opened, openLink, showBooking } from "./open-link.ts";
import { tellChange } from "./tell-change.ts";

const Params = z.object({ token: z.string().max(200) });
const Form = z.object({
  shown: z.string().max(100).default(""),
  slot: z.string().max(200).default(""),
  why: z.enum(leadReasonsShown).default("other"),
});
type Form = z.output<typeof Form>;

/** Of one address: a lead looks a few times and changes once; a guesser of tokens needs 2^127. */
const looking = { rateLimit: { max: 60, timeWindow: "1 minute" } };
const changing = { rateLimit: { max: 12, timeWindow: "1 minute" } };

type Open = Extract<Opened, { readonly ok: true }>;

/**
 * Where a lead sees and changes one appointment without signing in: who has the link, has the
 * appointment. GET changes nothing, as programs that scan mail follow every link.
 */
export const mountManagePages = async (http: FastifyInstance, deps: ServerDeps): Promise<void> => {
  await http.register(async (scope) => {
    acceptForms(scope, 4_096);
    const opened =
      (work: (open: Open, form: Form) => PageAnswer | Promise<PageAnswer>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const { token } = request.params as z.output<typeof Params>;
        const link = await openLink(deps, token, request.headers["accept-language"]);
        const form = Form.safeParse(request.body ?? {}).data ?? Form.parse({});
        return sendPage(reply, link.ok ? await work(link, form) : closedAnswer(link));
      };
    const schema = { hide: true, params: Params };
    const look = { config: looking, schema };
    const change = { config: changing, schema };
    scope.get(
      "/b/:token",
      look,
      opened(({ shown }) => seen(overviewPage(shown))),
    );
    scope.get(
      "/b/:token/cancel",
      look,
      opened(({ shown }) => seen(cancelPage(shown))),
    );
    scope.get(
      "/b/:token/move",
      look,
      opened((open) => offerTimes(deps, open)),
    );
    scope.post(
      "/b/:token/cancel",
      change,
      opened((open, form) => cancel(deps, open, form)),
    );
    scope.post(
      "/b/:token/move",
      change,
      opened((open, form) => move(deps, open, form)),
    );
    scope.get("/b/:token/invite.ics", look, async (request, reply) => {
      const { token } = request.params as z.output<typeof Params>;
      const link = await openLink(deps, token, request.headers["accept-language"]);
      if (!link.ok) return sendPage(reply, closedAnswer(link));
      return reply
        .headers({ "cache-control": "no-store" })
        .type("text/calendar; charset=utf-8")
        .send(calendarFile(deps, link));
    });
  });
};

const seen = (page: string): PageAnswer => ({ status: 200, page });

const closedAnswer = ({ of, why }: Exclude<Opened, Open>): PageAnswer => ({
  status: why === "unknown" ? 404 : 410,
  page: closedPage(of, why),
});

const calendarFile = ({ manageLinks, now }: ServerDeps, { row, shown }: Open): string => {
  const { booking } = shown;
  const manageUrl = manageLinks.urlOf(booking);
  return invitationTo({ ...invitedTo(row, booking), manageUrl, now: now() }).content;
};

const offerTimes = async (
  deps: ServerDeps,
  { caller, shown }: Open,
  problem: string | null = null,
): Promise<PageAnswer> => ({
  status: problem === null ? 200 : 409,
  page: movePage(shown, await freeSlotsFor(deps, caller, shown.booking), problem),
});

/** The reason as it stood on the page. */
const chosen = ({ language }: Open["shown"], why: Form["why"]) => ({
  ...{ reason: manageWords[language].reasons[why], reasonCode: why },
});

const cancel = async (
  deps: ServerDeps,
  { caller, shown }: Open,
  { shown: shownHash, why }: Form,
): Promise<PageAnswer> => {
  const consent = { kind: "page", shownHash } as const;
  const { id: bookingId } = shown.booking;
  const answer = await deps.bookings.cancel(caller, {
    ...{ bookingId, consent, ...chosen(shown, why) },
  });
  if (!answer.ok) return { status: 409, page: cancelPage(shown, answer.suggestedReply) };
  await tellChange(deps, caller, answer, "cancelled");
  return seen(cancelledPage(shown));
};

const move = async (deps: ServerDeps, open: Open, { slot, shown: shownHash, why }: Form) => {
  const { caller, shown } = open;
  if (slot === "") return offerTimes(deps, open, manageWords[shown.language].chooseFirst);
  const { id: bookingId } = shown.booking;
  const { slotId, shownMinor } = readChoice(slot);
  const request = { bookingId, slotId, shownHash, shownMinor, ...chosen(shown, why) };
  const answer = await deps.bookings.moveToSlot(caller, request);
  if (!answer.ok) return offerTimes(deps, open, answer.suggestedReply);
  await tellChange(deps, caller, answer, "confirmed");
  return seen(await movedTo(deps, open, answer));
};

/** The appointment as it is now, below a link of its own. */
const movedTo = async (
  deps: ServerDeps,
  { shown }: Open,
  { booking }: Receipt,
): Promise<string> => {
  const token = deps.manageLinks.tokenOf(booking);
  const row = await findPlacedBooking(deps.db, booking.organizationId, booking.id);
  const now =
    token !== null && row && showBooking(row, { edition: editionOf(booking) }, shown, token);
  return now ? movedPage(now) : closedPage(shown, "gone");
};
