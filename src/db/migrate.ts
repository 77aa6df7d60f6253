import * as fs from "node:fs/promises";
import * as path from "node:path";

import { FileMigrationProvider, Migrator } from "kysely/migration";

import type { Db } from "./connect.ts";
import type { DatabaseLog } from "./database-log.ts";

export const MIGRATION_FOLDER = path.join(import.meta.dirname, "../../migrations");

/**
 * Runs the migrations this database has not seen, in the order of their names, in one
 * transaction: all of them or none. Processes that start together wait for each other.
 * Throws with the failing migration's name and the database's own error, which is the `cause`.
 */
export const migrateToLatest = async (
  db: Db,
  log: DatabaseLog,
  migrationFolder = MIGRATION_FOLDER,
): Promise<void> => {
  const provider = new FileMigrationProvider({
    fs,
    path,
    migrationFolder,
    onFileIgnored: (file) => {
      throw new Error(`${file} in ${migrationFolder} is not a migration: it exports no "up"`);
    },
  });
  const { error, results = [] } = await new Migrator({
    db,
    provider,
    // Versions in use have run 0008_versions_of_every_write and 0010_channels without each other.
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error !== undefined) {
    const failed = results.find(({ status }) => status === "Error");
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${failed?.migrationName ?? "set"} failed: ${reason}`, {
      cause: error,
    });
  }
  const migrations = results.map(({ migrationName }) => migrationName);
  if (migrations.length > 0) log.info({ migrations }, "the database was migrated");
};
