import type { z } from "zod";
import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { RulesPatch } from "#src/catalog/rules-schema.ts";
import { findThing } from "#src/db/queries/catalog-things.ts";
import { type BookingRules, defaultPolicy } from "#src/domain/policy.ts";
import { type Answer, type ErrorReply, ok } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { EffectiveRules, RulesQuery } from "./contract/rules.ts";
import { editRefused } from "./edit-catalog.ts";
import type { ServerDeps } from "./server-deps.ts";

type Shown = z.output<typeof EffectiveRules>;
type Level = Shown["rules"][string]["from"];
type Said = readonly [Level, Partial<BookingRules>];

const keys = RulesPatch.keyof().options;

/** By key, what the nearest of these levels says, in the order of `policyAt`. */
export const effectiveRules = async (
  { db }: ServerDeps,
  call: ApiCall,
  query: z.output<typeof RulesQuery>,
): Promise<Answer<Shown> | ErrorReply> => {
  const said: Said[] = [
    ["default", defaultPolicy],
    ["organization", call.organization.policy],
  ];
  for (const level of ["location", "service", "provider"] as const) {
    const id = query[`${level}Id`];
    if (id === undefined) continue;
    const thing = await findThing(db, level, { organizationId: call.organization.id, id });
    if (!thing) return editRefused(refuseEdit(`unknown_${level}`, `${level}Id`), call);
    said.push([level, thing.rules]);
  }
  const rules = Object.fromEntries(keys.map((key) => [key, nearest(said, key)]));
  return ok({ success: true, rules });
};

const nearest = (said: readonly Said[], key: keyof BookingRules) => {
  const [from, rules] = said.findLast(([, level]) => level[key] !== undefined) ?? [
    "default",
    defaultPolicy,
  ];
  return { value: rules[key] ?? null, from };
};
