import { blankContact } from "#src/language/find-contact.ts";
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
  const reply = readBeside(briefing);
  read.set(inbound, { asked: focus.asked, language, reply });
  return reply;
};

/**
 * A number or a name told with it is no time and no choice. What the message does is read from all of
 * it: "dạ, số em 0912…" is no yes because the number was understood.
 */
const readBeside = (briefing: Briefing): Reply => {
  const { text, organization } = briefing;
  const context = replyContext(briefing);
  const whole = readReply(text, context);
  const words = blankContact(text, organization.country);
  return words === text.normalize("NFC")
    ? whole
    : { ...readReply(words, context), act: whole.act, acts: whole.acts };
};
