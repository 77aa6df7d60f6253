import { findTimes, type TimeFound } from "#src/language/find-times.ts";
import { type Reply, readReply } from "#src/language/read-reply.ts";
import type { ActRow } from "./act-row.ts";
import { contextOf, localOf, startOf, type Wanted, wantedIn } from "./outside-context.ts";
import type { TimeScore } from "./score-time.ts";

/** What the certain ones of these times say together, the last word winning. */
export const saidBy = (times: readonly TimeFound[]): Wanted => {
  const wishes = times.filter(({ certain, excluded }) => certain && !excluded);
  const day = wishes.findLast(({ hasDate }) => hasDate);
  const clock = wishes.findLast(({ hasTime, grain }) => hasTime && grain !== "part");
  return {
    date: day && localOf(day.from).date,
    time: clock && localOf(clock.from).time,
  };
};

/** The whole utterance: the date and the time it names, or null where it names neither. */
export const scoreUtterance = (row: ActRow): TimeScore | null => {
  const wanted = wantedIn(row.slots);
  if (!wanted.date && !wanted.time) return null;
  const found = findTimes(row.text, contextOf(row.reference_date));
  const said = saidBy(found);
  const isRight = (key: keyof Wanted): boolean => !wanted[key] || said[key] === wanted[key];
  if (isRight("date") && isRight("time")) return "right";
  if (found.length === 0) return "missed";
  return found.some(({ certain }) => !certain) ? "asked_back" : "wrong";
};

/** An utterance read as the answer to what was proposed, where something was. */
export const readRow = (row: ActRow): Reply => {
  const context = contextOf(row.reference_date);
  if (!row.system_proposed) return readReply(row.text, context);
  const start = startOf(wantedIn(row.system_proposed));
  const choice = { id: "proposed", label: "", ...(start && { start }) };
  return readReply(row.text, { ...context, asked: "confirm_slot", choices: [choice] });
};
