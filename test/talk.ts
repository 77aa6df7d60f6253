import * as path from "node:path";
import { Registry } from "prom-client";

import { createAgent } from "#src/agent/graph.ts";
import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { onlyPrompt, type PromptOf } from "#src/agent/prompt-trial.ts";
import { loadPrompt } from "#src/agent/prompts.ts";
import type { ClaimJudge } from "#src/agent/second-opinion.ts";
import { stopwatch } from "#src/clock.ts";
import { receive } from "#src/conversation/receive.ts";
import { type TurnDeps, takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { deafChannel } from "#src/conversation/turn-channel.ts";
import { createEvents } from "#src/events.ts";
import { createLog } from "#src/log.ts";
import { tools } from "../tools/index.ts";
import type { World, WorldLead } from "./world.ts";

export interface Said {
  readonly text: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** A conversation held by the real agent on a real database; a test is the lead. */
export interface Talk {
  readonly lead: WorldLead;
  readonly deps: TurnDeps;
  /** The lead writes, the turn is taken; what was said in answer. */
  say(text: string): Promise<Said>;
  /** The lead writes, or presses the button of this id. */
  send(text: string, choiceId: string | null): Promise<Said>;
  /** The lead presses a button of the last reply by its label. */
  press(label: string): Promise<Said>;
}

export const agentPrompt = loadPrompt(path.join(import.meta.dirname, "../prompts/agent.md"));

type Furnished = Pick<World, "deps" | "bookings" | "phrases" | "checkpoints">;

/** What an agent under test thinks with; the product's own where absent. */
export interface Mind {
  readonly model?: ChatModel;
  readonly promptOf?: PromptOf;
  readonly judge?: ClaimJudge;
}

export const turnDepsOf = (
  world: Furnished,
  { model = createEmbeddedModel(), promptOf = onlyPrompt(agentPrompt), judge }: Mind = {},
): TurnDeps => ({
  ...world.deps,
  bookings: world.bookings,
  agent: createAgent({
    ...{ model, promptOf, tools, phrases: world.phrases, judge: judge ?? null },
    checkpoints: world.checkpoints.saver,
  }),
  events: createEvents(createLog("silent"), new Registry()),
  stopwatch,
  burstMs: 0,
  turnTimeoutMs: 20_000,
  sleep: () => Promise.resolve(),
  channel: deafChannel,
  recordsTurns: true,
});

export const openTalk = async (
  world: World,
  { lead, ...mind }: Mind & { readonly lead?: WorldLead } = {},
): Promise<Talk> => {
  const person = lead ?? (await world.lead());
  const deps = turnDepsOf(world, mind);
  const key = { organizationId: world.organization.id, conversationId: person.conversationId };
  let last: Said = { text: "", choices: [] };
  const send = async (text: string, choiceId: string | null): Promise<Said> => {
    world.clock.advance({ minutes: 1 / 60 });
    const messageId = deps.newId();
    const { seq } = await receive(world.db, {
      organizationId: key.organizationId,
      message: {
        conversationId: key.conversationId,
        deliveryId: messageId,
        text,
        choiceId,
        channelData: null,
      },
      messageId,
      now: deps.now(),
    });
    world.clock.advance({ minutes: 1 / 60 });
    await takeTurn(deps, key);
    const replies = await readMessages(world.db, key, { afterSeq: seq, limit: 10 });
    const reply = replies.at(-1);
    last = { text: reply?.text ?? "", choices: reply?.choices ?? [] };
    return last;
  };
  return {
    lead: person,
    deps,
    say: (text) => send(text, null),
    send,
    press: (label) => {
      const choice = last.choices.find((one) => one.label.includes(label));
      if (!choice) throw new Error(`no button ${label} in ${JSON.stringify(last.choices)}`);
      return send(choice.label, choice.id);
    },
  };
};
