import type { Db, Tx } from "#src/db/connect.ts";
import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { Service } from "#src/db/queries/catalog.ts";
import type { Lead } from "#src/db/queries/leads.ts";
import { listSops } from "#src/db/queries/sops.ts";
import {
  type AttemptFacts,
  type Facts,
  nothingBrought,
  type ServiceFacts,
  type SopField,
} from "#src/domain/facts.ts";
import { type Given, judgeAnswers } from "#src/domain/sop/judge-answers.ts";
import { sopsFor } from "#src/domain/sop/sop.ts";
import type { Session } from "./session.ts";

/** What a use case found out itself; everything else is loaded here. */
export type Found = Partial<AttemptFacts>;

/** The facts for the validator, read in the transaction that will write. */
export const gatherFacts = async (
  session: Session,
  found: Found = {},
  policy = session.policy,
): Promise<Facts> => {
  const { caller, lead, service, channels, blocks, consultation } = session;
  return {
    language: caller.language,
    policy,
    lead: {
      blocked: lead.blocked || blocks.some((block) => barsAll(block, service?.id)),
      reachableBy: [
        ...channels,
        ...(lead.phone ? ["phone"] : []),
        ...(lead.email ? ["email"] : []),
      ],
    },
    service: service && serviceFacts(service, consultation),
    sop: await sopFieldsOf(session),
    ...nothingBrought,
    ...found,
  };
};

/** A block that names no place and no person bars the lead from all of it, or from one service. */
const barsAll = (
  { location_id, provider_id, service_id }: Session["blocks"][number],
  serviceId: string | undefined,
): boolean =>
  location_id === null && provider_id === null && (service_id === null || service_id === serviceId);

/** What the rules know of a service. A class counts its minimum over all leads, at its deadline. */
export const serviceFacts = (
  service: Service,
  consultation: ServiceFacts["consultation"],
): ServiceFacts => ({
  id: service.id,
  name: service.name,
  active: service.active,
  participants: {
    least: service.capacity > 1 ? 1 : service.min_participants,
    most: service.max_participants,
  },
  lengths:
    service.min_duration_minutes !== null &&
    service.max_duration_minutes !== null &&
    service.duration_step_minutes !== null
      ? {
          least: service.min_duration_minutes,
          most: service.max_duration_minutes,
          step: service.duration_step_minutes,
        }
      : null,
  travels: service.travels,
  consultation,
});

/** Where SOPs apply; what was read with a booking is of the service it had then. */
type Place = Pick<Session, "organization" | "service" | "hasVisited"> &
  Partial<Pick<Session, "sops">> & { readonly tx: Db | Tx };

/** What was answered. */
interface Answered {
  readonly lead: Pick<Lead, "details" | "answered">;
  readonly row: Pick<NamedBookingRow, "custom_fields" | "answered">;
}

/** The questions of the SOPs that apply to a booking, and how far their answers let the lead on. */
export const sopFieldsOf = async (
  asked: Place & Answered & Pick<Session, "now">,
): Promise<SopField[]> => judgeAnswers(await sopsOf(asked), givenAnswers(asked), asked.now);

/** The SOPs that apply to a booking. */
export const sopsOf = async ({ tx, organization, service, sops, hasVisited }: Place) => {
  if (!service) return [];
  const inForce =
    sops?.serviceId === service.id ? sops.inForce : await listSops(tx, organization.id, service.id);
  return sopsFor(inForce, { serviceId: service.id, hasVisited });
};

export const givenAnswers = ({ lead, row }: Answered): Given => ({
  lead: { values: lead.details, under: lead.answered },
  booking: { values: row.custom_fields, under: row.answered },
});
