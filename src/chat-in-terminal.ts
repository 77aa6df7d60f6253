import { createInterface } from "node:readline/promises";

import type { Choice } from "#src/conversation/channel.ts";
import { greetWith } from "#src/conversation/greet.ts";
import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { findOrganizationBySlug } from "#src/db/queries/catalog.ts";
import type { House } from "./start-house.ts";

const print = (text: string, choices: readonly Choice[]): void => {
  const buttons = choices.map(({ label }) => `[${label}]`).join(" ");
  process.stdout.write(`\n${text}\n${buttons ? `${buttons}\n` : ""}\n`);
};

/** Talks to the same agent from a terminal; a line that is the label of a button presses it. */
export const chatInTerminal = async ({ db, turns }: House, slug: string): Promise<void> => {
  const organization = await findOrganizationBySlug(db, slug);
  if (!organization) throw new Error(`There is no organization ${slug}.`);
  const { id: organizationId } = organization;
  const { now, newId, phrases } = turns;
  const key = { organizationId, conversationId: newId() };
  await openConversation(
    db,
    { ...key, address: `terminal:${newId()}`, language: null },
    { channel: "terminal", account: "default", greet: greetWith(db, phrases), now: now(), newId },
  );
  let seq = 0;
  let choices: readonly Choice[] = [];
  const show = async (): Promise<void> => {
    const messages = await readMessages(db, key, { afterSeq: seq, limit: 20 });
    for (const message of messages) {
      if (message.author !== "lead") print(message.text, message.choices);
      choices = message.choices;
      seq = message.seq;
    }
  };
  await show();
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  // Piped input ends while its last lines are still being answered.
  let isOpen = true;
  terminal.once("close", () => {
    isOpen = false;
  });
  terminal.prompt();
  for await (const line of terminal) {
    const text = line.trim();
    if (text !== "") {
      const pressed = choices.find(({ label }) => label.toLowerCase() === text.toLowerCase());
      const messageId = newId();
      const message = {
        conversationId: key.conversationId,
        deliveryId: messageId,
        text,
        choiceId: pressed?.id ?? null,
        channelData: null,
      };
      await receive(db, { organizationId, message, messageId, now: now() });
      await takeTurn({ ...turns, burstMs: 0 }, key);
      await show();
    }
    if (isOpen) terminal.prompt();
  }
};
