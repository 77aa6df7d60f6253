import { startEmbeddedPostgres } from "#src/db/embedded-postgres.ts";

/** The process `startInChild` runs: starts a server, says so on stdout, stops it on SIGTERM. */
const { uid, ...options } = JSON.parse(process.argv[2] ?? "{}");

// Only now, with every module read: an ordinary user may not enter the folder we run from.
if (uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(uid);
  process.setuid?.(uid);
}
const log = { info: () => undefined, warn: () => undefined };
const { url, adopted, stop } = await startEmbeddedPostgres({ ...options, log });
process.once("SIGTERM", () => stop().then(() => process.exit(0)));
process.stdout.write(`${JSON.stringify({ url, adopted })}\n`);
