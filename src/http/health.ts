import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";

import type { FastifyInstance } from "fastify";
import { sql } from "kysely";

import type { Db } from "#src/db/connect.ts";

const MIGRATIONS = path.join(import.meta.dirname, "../../migrations");
const PATIENCE_MS = 2_000;

const unlimited = { config: { rateLimit: false } } as const;

/** `/healthz`: the process answers. `/readyz`: it can serve, with the database it needs. */
export const mountHealth = (http: FastifyInstance, db: Db): void => {
  http.get("/healthz", unlimited, async () => ({ status: "ok" }));

  http.get("/readyz", unlimited, async (request, reply) => {
    const failure = await whyNotReady(db).catch((cause: unknown) => {
      request.log.warn({ err: cause }, "the database is not reachable");
      return "database_unreachable";
    });
    if (failure === null) return { status: "ready" };
    return reply.code(503).send({ status: "not_ready", reason: failure });
  });
};

const whyNotReady = (db: Db): Promise<string | null> => {
  const waiting = new AbortController();
  const tooLong = setTimeout(PATIENCE_MS, "database_slow", { signal: waiting.signal });
  const looking = migrationsMissing(db).finally(() => waiting.abort());
  return Promise.race([looking, tooLong]);
};

/** Migrations this code needs and the database has not seen. Later ones do no harm. */
const migrationsMissing = async (db: Db): Promise<string | null> => {
  const files = await readdir(MIGRATIONS);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const seen = new Set(rows.map(({ name }) => name));
  const current = files.every((file) => seen.has(path.parse(file).name));
  return current ? null : "migrations_pending";
};
