import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { managers } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../api-keys.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import { ApiKeyAnswer, ApiKeyList, type ApiKeyRecord, NewApiKey } from "../contract/members.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Members";

/** What programs come in with. A key is answered once, so nothing is kept under an Idempotency-Key. */
export const mountApiKeys = (
  http: FastifyInstance,
  { db, now, newId }: Pick<ServerDeps, "db" | "now" | "newId">,
): void => {
  mountRoute(http, {
    method: "GET",
    url: "/api-keys",
    tag,
    summary: "Live API keys, without the keys themselves",
    access: managers,
    answers: { 200: ApiKeyList },
    run: async ({ call }) => {
      const rows = await listApiKeys(db, call.organization.id);
      return ok({ success: true, api_keys: rows.map(toApiKeyRecord) });
    },
  });

  mountRoute(http, {
    method: "POST",
    url: "/api-keys",
    tag,
    summary: "Make an API key; it is shown only now",
    access: managers,
    body: NewApiKey,
    answers: { 201: ApiKeyAnswer },
    run: async ({ call, body }) => {
      const made = { ...body, organizationId: call.organization.id };
      const at = now();
      const { id, key } = await createApiKey(db, made, { now: at, newId });
      return created({
        success: true,
        api_key: toApiKeyRecord({ ...body, id, created_at: at }),
        key,
      });
    },
  });

  mountRoute(http, {
    method: "DELETE",
    url: "/api-keys/:id",
    tag,
    summary: "Revoke an API key: it opens nothing from now on",
    access: managers,
    params: z.object({ id: Id }),
    answers: { 200: RemovedAnswer },
    run: async ({ call, params: { id } }) =>
      (await revokeApiKey(db, { organizationId: call.organization.id, id }, now()))
        ? ok({ success: true })
        : failed("UNKNOWN_API_KEY", call.language, "id"),
  });
};

type Shown = Pick<
  Awaited<ReturnType<typeof listApiKeys>>[number],
  "id" | "name" | "role" | "created_at"
>;

const toApiKeyRecord = ({ id, name, role, created_at }: Shown): z.output<typeof ApiKeyRecord> => ({
  ...{ api_key_id: id, name, role },
  created_at: created_at.toISOString(),
});
