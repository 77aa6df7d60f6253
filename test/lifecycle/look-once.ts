import { randomUUID } from "node:crypto";
import * as path from "node:path";
import { pino } from "pino";
import { Registry } from "prom-client";

import { connect } from "#src/db/connect.ts";
import { createEvents } from "#src/events.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";

/** A worker of its own, to be killed: `look-once.ts <url> <now>` does what is due by then, and ends. */
const [url = "", now = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const db = connect({ url, max: 2, log });
process.stdout.write("looking\n");
await doDueThings({
  ...{ db, now: () => new Date(now), newId: randomUUID, readReason: readChangeReason },
  phrases: loadPhrasebook(path.join(import.meta.dirname, "../../prompts")),
  slotSecret: Buffer.alloc(32, 7),
  events: createEvents(log, new Registry()),
})();
await db.destroy();
