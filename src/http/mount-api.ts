import type { FastifyInstance } from "fastify";

import { auditWrites } from "./audit.ts";
import { requireCaller } from "./auth.ts";
import { watchIdempotencyKeys } from "./idempotency.ts";
import { mountAnalytics } from "./routes/analytics-routes.ts";
import { mountApiKeys } from "./routes/api-key-routes.ts";
import { mountAudit } from "./routes/audit-routes.ts";
import { mountAvailability } from "./routes/availability-routes.ts";
import { mountBookingActions } from "./routes/booking-action-routes.ts";
import { mountBookings } from "./routes/booking-routes.ts";
import { mountBulkBookings } from "./routes/bulk-routes.ts";
import { mountCalendar } from "./routes/calendar-routes.ts";
import { mountCancellation } from "./routes/cancellation-routes.ts";
import { mountCatalog } from "./routes/catalog-routes.ts";
import { mountChannelAccounts } from "./routes/channel-account-routes.ts";
import { mountConversations } from "./routes/conversation-routes.ts";
import { mountDeliveries } from "./routes/delivery-routes.ts";
import { mountDesk } from "./routes/desk-routes.ts";
import { mountEvalRuns } from "./routes/eval-run-routes.ts";
import { mountEvidence } from "./routes/evidence-routes.ts";
import { mountInbox } from "./routes/inbox-routes.ts";
import { mountIntakeLinks } from "./routes/intake-routes.ts";
import { mountInvitations } from "./routes/invitation-routes.ts";
import { mountLeads } from "./routes/lead-routes.ts";
import { mountMe } from "./routes/me-routes.ts";
import { mountMySessions } from "./routes/me-sessions-routes.ts";
import { mountMembers } from "./routes/member-routes.ts";
import { mountNotices } from "./routes/notice-routes.ts";
import { mountPanel } from "./routes/panel-routes.ts";
import { mountPaymentAccounts } from "./routes/payment-account-routes.ts";
import { mountPayments } from "./routes/payment-routes.ts";
import { mountPromptTrial } from "./routes/prompt-trial-routes.ts";
import { mountProposalFigures } from "./routes/proposal-figures-routes.ts";
import { mountRefunds } from "./routes/refund-routes.ts";
import { mountSeries } from "./routes/series-routes.ts";
import { mountStream } from "./routes/stream-routes.ts";
import { mountSuggestions } from "./routes/suggestion-routes.ts";
import { mountTransitions } from "./routes/transition-routes.ts";
import { mountTurns } from "./routes/turn-routes.ts";
import { mountWaitlist } from "./routes/waitlist-routes.ts";
import { mountWebhookEndpoints } from "./routes/webhook-routes.ts";
import type { ServerDeps } from "./server-deps.ts";

/** The REST API: every route here asks for an API key or a session. */
export const mountApi = async (http: FastifyInstance, deps: ServerDeps): Promise<void> => {
  await http.register(
    async (scope) => {
      requireCaller(scope, deps);
      acceptEmptyJson(scope);
      watchIdempotencyKeys(scope, deps.db);
      auditWrites(scope, deps);
      mountMe(scope, deps);
      mountMySessions(scope, deps);
      mountAudit(scope, deps);
      mountMembers(scope, deps);
      mountInvitations(scope, deps);
      mountApiKeys(scope, deps);
      mountProposalFigures(scope, deps);
      mountAvailability(scope, deps);
      mountBookings(scope, deps);
      mountNotices(scope, deps);
      mountBulkBookings(scope, deps);
      mountBookingActions(scope, deps);
      mountCancellation(scope, deps);
      mountCalendar(scope, deps);
      mountTransitions(scope, deps);
      mountIntakeLinks(scope, deps);
      mountSeries(scope, deps);
      mountLeads(scope, deps);
      mountWaitlist(scope, deps);
      mountConversations(scope, deps);
      mountSuggestions(scope, deps);
      mountEvidence(scope, deps);
      mountInbox(scope, deps);
      mountDesk(scope, deps);
      mountPanel(scope, deps);
      mountAnalytics(scope, deps);
      mountTurns(scope, deps);
      mountPromptTrial(scope, deps);
      mountEvalRuns(scope, deps);
      mountStream(scope, deps);
      mountDeliveries(scope, deps);
      mountWebhookEndpoints(scope, deps);
      mountChannelAccounts(scope, deps);
      mountPaymentAccounts(scope, deps);
      mountPayments(scope, deps);
      mountRefunds(scope, deps);
      mountCatalog(scope, deps);
    },
    { prefix: "/api/v1" },
  );
};

/** Many clients send Content-Type with every request, also with a DELETE that has no body. */
const acceptEmptyJson = (http: FastifyInstance): void => {
  const parse = http.getDefaultJsonParser("error", "error");
  http.removeContentTypeParser("application/json");
  http.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    (request, body: string, done) => {
      if (body.trim() === "") done(null, undefined);
      else parse(request, body, done);
    },
  );
};
