import type { Db, Tx } from "#src/db/connect.ts";
import { listSopQuestions, type SopQuestion } from "#src/db/queries/catalog.ts";
import { type AttemptFacts, type Facts, nothingBrought, type SopField } from "#src/domain/facts.ts";
import type { Session } from "./session.ts";

/** What a use case found out itself; everything else is loaded here. */
export type Found = Partial<AttemptFacts>;

/** The facts for the validator, read in the transaction that will write. */
export const gatherFacts = async (session: Session, found: Found = {}): Promise<Facts> => {
  const { caller, policy, lead, service, channels, questions } = session;
  return {
    language: caller.language,
    policy,
    lead: {
      blocked: lead.blocked,
      reachableBy: [
        ...channels,
        ...(lead.phone ? ["phone"] : []),
        ...(lead.email ? ["email"] : []),
      ],
    },
    service: service && {
      id: service.id,
      name: service.name,
      active: service.active,
      minNoticeMinutes: service.min_notice_minutes,
    },
    sop:
      questions.serviceId === (service?.id ?? null)
        ? answered(service ? questions.asked : [], session)
        : await sopOf(session),
    ...nothingBrought,
    ...found,
  };
};

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
