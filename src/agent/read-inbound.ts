import { type Reply, readReply } from "#src/language/read-reply.ts";
import type { Briefing } from "./briefing.ts";
import type { Asked } from "./focus.ts";
import { replyContext } from "./reply-context.ts";

interface Read {
  readonly asked: Asked | null;
  readonly language: Briefing["language"];
  readonly reply: Reply;
}

const read = new WeakMap<Briefing["inbound"], Read>();

/** What the messages of this turn do, read once however often the facts are read anew. */
export const readInbound = (briefing: Briefing): Reply => {
  const { inbound, language, focus } = briefing;
  const known = read.get(inbound);
  if (known && known.asked === focus.asked && known.language === language) return known.reply;
  const reply = readReply(briefing.text, replyContext(briefing));
  read.set(inbound, { asked: focus.asked, language, reply });
  return reply;
};
