import type { z } from "zod";

import type { WrittenSop } from "#src/db/queries/sops.ts";
import type { SopQuestion } from "#src/domain/sop/sop.ts";
import type { SopRecord } from "../contract/sop.ts";

type Shown = z.output<typeof SopRecord>;

export const toSopRecord = ({
  id,
  serviceIds,
  questions,
  preparations,
  madeAt,
  madeBy,
  ...sop
}: WrittenSop): Shown => ({
  sop_id: id,
  version: sop.version,
  name: sop.name,
  active: sop.active,
  audience: sop.audience,
  service_ids: serviceIds && [...serviceIds],
  questions: questions.map(toQuestion),
  answers_count_since: Object.fromEntries(
    questions.flatMap(({ field, since }) => (since === null ? [] : [[field, since]])),
  ),
  preparations: preparations.map((one) => ({ ...one })),
  made_at: madeAt,
  made_by: madeBy,
});

const toQuestion = ({
  since: _,
  options,
  accepts,
  ...question
}: SopQuestion): Shown["questions"][number] => ({
  ...question,
  options: [...options],
  accepts: accepts && [...accepts],
});
