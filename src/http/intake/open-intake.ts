import type { Caller } from "#src/booking/caller.ts";
import { takesIntake } from "#src/booking/intake-link.ts";
import { type Intake, readIntake } from "#src/booking/read-intake.ts";
import type { PageOf } from "../manage/manage-layout.ts";
import type { Closed } from "../manage/manage-pages.ts";
import { callerOf, findHouse, pageOf } from "../manage/open-link.ts";
import type { ServerDeps } from "../server-deps.ts";
import type { Form } from "./intake-pages.ts";

/** A link that was followed, and the form it opens. */
export type OpenedIntake =
  | { readonly ok: true; readonly form: Form; readonly intake: Intake; readonly caller: Caller }
  | { readonly ok: false; readonly why: Closed; readonly of: PageOf };

/** The form behind a link, while its booking is not over. */
export const openIntake = async (
  { db, intakeLinks, now }: Pick<ServerDeps, "db" | "intakeLinks" | "now">,
  token: string,
  acceptLanguage: string | undefined,
): Promise<OpenedIntake> => {
  const link = intakeLinks.read(token);
  // Whose house it is, only who has a link of ours is told.
  const house = link?.isOurs ? await findHouse(db, link) : undefined;
  const of = pageOf(house ?? null, acceptLanguage);
  if (!link || !house) return { ok: false, why: "unknown", of };
  const moment = now();
  if (link.expiresAt <= moment) return { ok: false, why: "expired", of };
  const intake = await db
    .transaction()
    .execute((tx) => readIntake(tx, link.organizationId, link.bookingId, moment));
  if (!intake || !takesIntake(intake.booking, moment)) return { ok: false, why: "gone", of };
  const form = { ...of, language: intake.lead.language ?? of.language, path: `/i/${token}` };
  return { ok: true, form, intake, caller: callerOf(intake.row, form) };
};
