import { Command, END, INTERRUPT, isInterrupted, START, StateGraph } from "@langchain/langgraph";

import { FrozenThread } from "./approval/frozen-thread.ts";
import type { Decision, Proposal } from "./approval/proposal.ts";
import { act } from "./nodes/act.ts";
import { awaitDecision, checkApproved } from "./nodes/await-decision.ts";
import { checkReply } from "./nodes/check-reply.ts";
import { composeReply } from "./nodes/compose-reply.ts";
import { finish } from "./nodes/finish.ts";
import { weighReply } from "./nodes/propose.ts";
import { runTools } from "./nodes/run-tools.ts";
import { understand } from "./nodes/understand.ts";
import { maxCalls } from "./tool-gate.ts";
import { type AgentDeps, TurnContext, TurnState } from "./turn-state.ts";
import type { Agent, TurnOutcome, TurnWorld } from "./turn-world.ts";

/** understand → act ⇄ tools → answer → check claims → (approval) → reply */
const draw = (deps: AgentDeps) =>
  new StateGraph(TurnState, TurnContext)
    .addNode("understand", understand)
    .addNode("act", act(deps))
    .addNode("tools", runTools(deps))
    .addNode("compose", composeReply(deps))
    .addNode("check", checkReply(deps))
    .addNode("weigh", weighReply(deps))
    .addNode("approval", awaitDecision)
    .addNode("check_approved", checkApproved)
    .addNode("finish", finish(deps))
    .addEdge(START, "understand")
    .addEdge("understand", "act")
    .addConditionalEdges("act", (state) => (wantsTools(state) ? "tools" : "compose"))
    .addConditionalEdges("tools", ({ pending }) => (pending.length > 0 ? "approval" : "act"))
    .addEdge("compose", "check")
    .addConditionalEdges("check", afterCheck)
    .addConditionalEdges("weigh", ({ proposal }) => (proposal ? "approval" : "finish"))
    .addConditionalEdges("approval", ({ proposal }) =>
      proposal?.waiting.kind === "act" ? "tools" : "check_approved",
    )
    .addConditionalEdges("check_approved", ({ untrue }) => (untrue.length > 0 ? END : "finish"))
    .addEdge("finish", END);

/** A model that calls on and on has had its say: the turn is answered with what came of it. */
const wantsTools = ({ pending, steps }: TurnState): boolean =>
  pending.length > 0 && steps.length <= maxCalls;

/** A person who decided about a deed of the turn has decided about its news, too. */
const afterCheck = ({ reply, mode, decision }: TurnState): "act" | "finish" | "weigh" => {
  if (!reply) return "act";
  return mode === "auto" || decision !== null ? "finish" : "weigh";
};

/** Runs turns. One that asks nobody is stored nowhere; one that waits is stored while it does. */
export const createAgent = (deps: AgentDeps): Agent => {
  const { checkpoints } = deps;
  const graph = draw(deps);
  const unstored = graph.compile();
  const stored = graph.compile({ checkpointer: checkpoints });
  const thawed = graph.compile({ checkpointer: new FrozenThread(checkpoints) });
  return {
    run: async (world) => {
      if (world.mode === "auto") {
        const { outcome } = await unstored.invoke(start, { ...settings, context: { world } });
        return { kind: "done", outcome: ended(outcome) };
      }
      const state = await stored.invoke(start, threadOf(world));
      if (isInterrupted<Proposal>(state)) {
        const proposal = state[INTERRUPT][0]?.value;
        if (proposal) return { kind: "waits", proposal };
      }
      await checkpoints.deleteThread(world.turnId);
      return { kind: "done", outcome: ended(state.outcome) };
    },
    resume: async (world, decision) => {
      const go = new Command<Decision, Partial<TurnState>, never>({ resume: decision });
      const { outcome, untrue } = await thawed.invoke(go, threadOf(world));
      if (untrue.length > 0) return { kind: "untrue", claims: untrue };
      return { kind: "done", outcome: ended(outcome) };
    },
    forget: (turnId) => checkpoints.deleteThread(turnId),
  };
};

const start = { retries: 0 };
const settings = { recursionLimit: 60 };

/** Written once, at the end of a run: what lies between its steps is of no use to anybody. */
const threadOf = (world: TurnWorld) => {
  const context: TurnContext = { world };
  return {
    ...settings,
    context,
    configurable: { thread_id: world.turnId },
    durability: "exit" as const,
  };
};

const ended = (outcome: TurnOutcome | null | undefined): TurnOutcome => {
  if (!outcome) throw new Error("the graph ended without an outcome");
  return outcome;
};
