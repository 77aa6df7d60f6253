import type { Db, Tx } from "#src/db/connect.ts";
import { listSopQuestions, type Service, type SopQuestion } from "#src/db/queries/catalog.ts";
import {
  type AttemptFacts,
  type Facts,
  nothingBrought,
  type ServiceFacts,
  type SopField,
} from "#src/domain/facts.ts";
import type { Session } from "./session.ts";

/** What a use case found out itself; everything else is loaded here. */
export type Found = Partial<AttemptFacts>;

/** The facts for the validator, read in the transaction that will write. */
export const gatherFacts = async (
  session: Session,
  found: Found = {},
  policy = session.policy,
): Promise<Facts> => {
  const { caller, lead, service, channels, questions, blocks, consultation } = session;
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
    sop:
      questions.serviceId === (service?.id ?? null)
        ? answered(service ? questions.asked : [], session)
        : await sopOf(session),
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

/** The service's questions and whether the lead or the booking carries an answer. */
export const sopOf = async ({
  tx,
  organization,
  service,
  lead,
  row,
}: Pick<Session, "organization" | "service" | "lead" | "row"> & {
  readonly tx: Db | Tx;
}): Promise<SopField[]> => {
  if (!service) return [];
  const questions = await listSopQuestions(tx, organization.id, service.id);
  return answered(questions, { lead, row });
};

const answered = (
  questions: readonly SopQuestion[],
  { lead, row }: Pick<Session, "lead" | "row">,
): SopField[] =>
  questions.map(({ field, scope, question }) => ({
    field,
    question,
    met: Boolean((scope === "lead" ? lead.details : row.custom_fields)[field]?.trim()),
  }));
