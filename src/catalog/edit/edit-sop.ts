import { listThings } from "#src/db/queries/catalog-things.ts";
import {
  listSopVersions,
  listStandingSops,
  nextSopPosition,
  type WrittenSop,
} from "#src/db/queries/sops.ts";
import type { Sop } from "#src/domain/sop/sop.ts";
import { questionsFrom, sopFault, type WrittenQuestion } from "#src/domain/sop/sop-fault.ts";
import { type SopVersion, writeSopVersion } from "../write-sop.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** A SOP as somebody writes it. */
export interface SopDraft extends Pick<Sop, "name" | "audience" | "serviceIds" | "preparations"> {
  readonly questions: readonly WrittenQuestion[];
}

/** What is absent stays as it is; not active any more, it says nothing from then on. */
export type SopChange = Partial<SopDraft> & { readonly active?: boolean };

/** Versions whose questions are looked back at. */
const mostVersions = 100;

export const addSop = async (
  scope: EditScope,
  { questions, ...draft }: SopDraft,
  madeBy: string,
): Promise<Edited | EditRefusal> => {
  const made = {
    ...draft,
    ...{ id: scope.newId(), version: 1, active: true, madeAt: scope.now, madeBy },
    questions: questionsFrom(questions, [], scope.now),
  };
  return write(scope, made);
};

/** Writes the next version; the one before stays as it was, with those who answered it. */
export const changeSop = async (
  scope: EditScope,
  id: string,
  { questions, ...change }: SopChange,
  madeBy: string,
): Promise<Edited | EditRefusal> => {
  const { tx, organizationId, now } = scope;
  const [last] = await listStandingSops(tx, organizationId, id);
  if (!last) return refuseEdit("unknown_sop", "id");
  const versions = await listSopVersions(tx, organizationId, {
    ...{ sopId: id, before: null, limit: mostVersions },
  });
  const earlier = versions.flatMap((version) => version.questions);
  return write(scope, {
    ...last,
    ...change,
    questions: questions ? questionsFrom(questions, earlier, now) : last.questions,
    ...{ version: last.version + 1, madeAt: now, madeBy },
  });
};

const write = async (scope: EditScope, made: SopVersion): Promise<Edited | EditRefusal> => {
  const { tx, organizationId } = scope;
  const sops = await listStandingSops(tx, organizationId);
  const fault = (await servicesFault(scope, made)) ?? faultBeside(made, sops);
  if (fault) return fault;
  await writeSopVersion(tx, organizationId, made, await nextSopPosition(tx, organizationId));
  return edited(made.id);
};

const servicesFault = async (
  { tx, organizationId }: EditScope,
  { serviceIds }: SopVersion,
): Promise<EditRefusal | null> => {
  const services = await listThings(tx, "service", organizationId);
  const place = (serviceIds ?? []).findIndex((id) => !services.some((one) => one.id === id));
  return place < 0 ? null : refuseEdit("unknown_service", `serviceIds.${place}`);
};

/** What is retired stands beside nothing. */
const faultBeside = (made: SopVersion, sops: readonly WrittenSop[]): EditRefusal | null => {
  const others = made.active ? sops.filter(({ id, active }) => active && id !== made.id) : [];
  if (others.some(({ name }) => name === made.name)) return refuseEdit("duplicate_name", "name");
  const fault = sopFault(made.questions, others);
  return fault && refuseEdit(fault.code, `questions.${fault.place}.${fault.part}`);
};
