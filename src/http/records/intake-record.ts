import type { z } from "zod";

import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Sop, SopQuestion } from "#src/domain/sop/sop.ts";
import type { IntakeRecord } from "../contract/booking.ts";

type Asking = Pick<Sop, "id" | "version" | "questions">;

/**
 * What was answered about a booking, as it was asked: in the words of the version that asked, or of
 * the one that counts where nobody noted which it was.
 */
export const intakeOf = (
  { custom_fields: values, answered }: Pick<NamedBookingRow, "custom_fields" | "answered">,
  {
    versions,
    inForce,
  }: { readonly versions: readonly Asking[]; readonly inForce: readonly Asking[] },
  language: Language,
): z.output<typeof IntakeRecord>[] =>
  Object.entries(values).flatMap(([field, value]) => {
    const under = answered[field];
    const asking = under
      ? versions.filter(({ id, version }) => id === under.sopId && version === under.version)
      : inForce;
    const question = asking
      .flatMap(({ questions }) => questions)
      .find((one) => one.field === field && one.scope === "booking");
    if (!question) return [];
    return [
      {
        ...{ field, type: question.type, label: question.question[language], value },
        shown: shownAs(question, value, language),
        answered_at: under?.at ?? null,
        sop_id: under?.sopId ?? null,
        sop_version: under?.version ?? null,
      },
    ];
  });

/** Of a choice, its words. */
const shownAs = ({ options }: SopQuestion, value: string, language: Language): string =>
  options.find(({ key }) => key === value)?.label[language] ?? value;
