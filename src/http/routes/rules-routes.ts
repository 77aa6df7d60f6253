import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { type RuleLevel, setRules } from "#src/catalog/edit/set-rules.ts";
import { RulesPatch } from "#src/catalog/rules-schema.ts";
import type { BookingRules } from "#src/domain/policy.ts";
import { desk, managers } from "../access.ts";
import { Id } from "../contract/formats.ts";
import { EffectiveRules, RulesAnswer, RulesQuery } from "../contract/rules.ts";
import { editCatalog } from "../edit-catalog.ts";
import { effectiveRules } from "../effective-rules.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Rules";

const levels: readonly RuleLevel[] = ["location", "service", "provider"];

/** Rules at each level, and those in effect where levels meet. */
export const mountRules = (http: FastifyInstance, deps: ServerDeps): void => {
  mountRoute(http, {
    method: "GET",
    url: "/rules",
    tag,
    access: desk,
    summary: "The rules in effect, and the level each comes from",
    query: RulesQuery,
    answers: { 200: EffectiveRules },
    run: ({ call, query }) => effectiveRules(deps, call, query),
  });

  for (const level of levels) {
    mountRoute(http, {
      method: "PUT",
      url: `/${level}s/:id/rules`,
      tag,
      access: managers,
      summary: `Replace the rules of a ${level}`,
      params: z.object({ id: Id }),
      body: RulesPatch,
      answers: { 200: RulesAnswer },
      run: (asked) => {
        const rules: Partial<BookingRules> = asked.body;
        return editCatalog(deps, asked, {
          edit: (scope) => setRules(scope, level, asked.params.id, rules),
          show: async () => ({ success: true, rules }) as const,
        });
      },
    });
  }
};
