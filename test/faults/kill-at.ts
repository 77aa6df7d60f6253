import { Client } from "pg";

/**
 * Preloaded into the real server as `kill-at.ts?statement=insert+into+"turns"&nth=1&when=sent`:
 * once a message of a lead is being stored, a turn begins or a person decides, the process kills
 * itself at the n-th statement from there that contains the words, `before` it is sent, when it is
 * `sent` and its answer unread, or when it is `done`.
 */
const { searchParams } = new URL(import.meta.url);
const words = searchParams.get("statement") ?? "";
const nth = Number(searchParams.get("nth"));
const when = searchParams.get("when");

const die = (): void => {
  process.kill(process.pid, "SIGKILL");
};

const query = Reflect.get(Client.prototype, "query");
let isArmed = false;
let counted = 0;

const textOf = (config: unknown): string =>
  typeof config === "string" ? config : String(Reflect.get(Object(config), "text"));

/** The first statements that only a new message, a turn and a decision bring: a start brings none. */
const isWork = (text: string): boolean =>
  /"channel", "account", "last_seq".*for update|"suggestions".*for update|pg_try_advisory_lock\(hash/u.test(
    text,
  );

function dyingQuery(this: Client, ...args: unknown[]): unknown {
  const text = textOf(args[0]);
  isArmed ||= isWork(text);
  if (isArmed && text.includes(words)) counted += 1;
  if (counted !== nth) return Reflect.apply(query, this, args);
  counted += 1;
  process.stderr.write(`dies ${when} ${words}\n`);
  if (when === "before") die();
  const answer = Reflect.apply(query, this, args);
  if (when === "sent") setImmediate(die);
  else Promise.resolve(answer).then(die, die);
  return answer;
}
Client.prototype.query = dyingQuery as Client["query"];
