import { lockCatalog } from "#src/catalog/edit/edit-scope.ts";
import { addTimeOff } from "#src/catalog/edit/edit-time-off.ts";
import type { World, WorldLead } from "../../test/world-on.ts";
import type { Given } from "../case.ts";
import { instantOfLocal } from "./local-time.ts";

/** Rules of the house that differ from the template's. */
export const setRules = async (
  { db, organization }: World,
  policy: Given["policy"],
): Promise<void> => {
  if (Object.keys(policy).length === 0) return;
  const { policy: before } = await db
    .selectFrom("organizations")
    .select("policy")
    .where("id", "=", organization.id)
    .executeTakeFirstOrThrow();
  await db
    .updateTable("organizations")
    .set({ policy: JSON.stringify({ ...before, ...policy }) })
    .where("id", "=", organization.id)
    .execute();
};

/** What is known of the lead before the first word. */
export const describeLead = async (
  { db }: World,
  { id, conversationId }: WorldLead,
  locale: "vi" | "en",
  { phone, email, timezone, blocked = false }: Given["lead"],
): Promise<void> => {
  await db
    .updateTable("leads")
    .set({ phone: phone === undefined ? "+84901234567" : phone, email, timezone, blocked })
    .where("id", "=", id)
    .execute();
  await db
    .updateTable("conversations")
    .set({ language: locale })
    .where("id", "=", conversationId)
    .execute();
};

/** Somebody is away; the house hears of it as it does from the API. */
export const closeTime = async (
  world: World,
  { provider, from, until }: Given["closed"][number],
): Promise<void> => {
  const { timezone, id: organizationId } = world.organization;
  const draft = {
    providerId: world.provider(provider).id,
    start: instantOfLocal(from, timezone),
    end: instantOfLocal(until, timezone),
  };
  const { newId, now } = world.deps;
  const done = await world.db.transaction().execute(async (tx) => {
    const scope = { tx, organizationId, now: now(), newId };
    await lockCatalog(scope);
    return addTimeOff(scope, draft);
  });
  if (!done.ok) throw new Error(`the time off was refused: ${JSON.stringify(done)}`);
};

/** More of what the organization answers; a case may put a stranger's words there. */
export const addAnswers = async (
  { db, organization, deps }: World,
  answers: Given["answers"],
): Promise<void> => {
  for (const [place, { about, text }] of answers.entries()) {
    await db
      .insertInto("knowledge")
      .values({
        ...{ organization_id: organization.id, id: deps.newId(), topic: `case-${place}` },
        ...{ keywords: about, position: 1000 + place },
        answer: JSON.stringify({ vi: text, en: text }),
      })
      .execute();
  }
};
