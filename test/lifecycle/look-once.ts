import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { pino } from "pino";
import { Registry } from "prom-client";

import { connect } from "#src/db/connect.ts";
import { createEvents } from "#src/events.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";

/**
 * The process behind `spawnWorker`: does what is due by the instant of each line it is told, and
 * kills itself with the signal nothing can answer when it makes the id whose turn it is to die of.
 */
const [url = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const db = connect({ url, max: 2, log });
let now = "";
let left = Infinity;

const newId = (): string => {
  if (left === 0) process.kill(process.pid, "SIGKILL");
  left -= 1;
  return randomUUID();
};

const look = doDueThings({
  ...{ db, now: () => new Date(now), newId, readReason: readChangeReason },
  phrases: loadPhrasebook(path.join(import.meta.dirname, "../../prompts")),
  slotSecret: Buffer.alloc(32, 7),
  events: createEvents(log, new Registry()),
});

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line);
  now = told.now;
  left = told.idsToLive ?? Infinity;
  process.stdout.write("looking\n");
  await look();
  process.stdout.write("done\n");
}
await db.destroy();
