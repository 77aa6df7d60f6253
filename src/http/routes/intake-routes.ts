import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readIntake } from "#src/booking/read-intake.ts";
import { refuse } from "#src/booking/refuse.ts";
import { desk } from "../access.ts";
import { created, failed } from "../answer.ts";
import { Id } from "../contract/formats.ts";
import { IntakeLinkAnswer } from "../contract/sop.ts";
import { refused } from "../refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** How staff hand a lead the form of a booking. */
export const mountIntakeLinks = (http: FastifyInstance, deps: ServerDeps): void =>
  mountRoute(http, {
    method: "POST",
    url: "/bookings/:id/intake-link",
    tag: "SOPs",
    access: desk,
    summary: "A link by which the lead answers what the booking needs",
    params: z.object({ id: Id }),
    answers: { 201: IntakeLinkAnswer },
    run: async ({ call: { organization, language }, caller, params: { id } }) => {
      const intake = await deps.db
        .transaction()
        .execute((tx) => readIntake(tx, organization.id, id, deps.now()));
      if (!intake) {
        return refused(refuse(deps, caller, "unknown_booking", `there is no booking ${id}`));
      }
      const link = deps.intakeLinks.linkTo(intake.booking);
      if (!link) return failed("INTAKE_CLOSED", language, "id");
      return created({
        success: true,
        path: link.path,
        url: link.url,
        expires_at: link.expiresAt.toISOString(),
        open: intake.fields
          .filter(({ met }) => !met)
          .map(({ field, type, before, question }) => ({
            ...{ field, type, before, question: question[language] },
          })),
      });
    },
  });
