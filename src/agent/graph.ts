import { END, START, StateGraph } from "@langchain/langgraph";

import { act } from "./nodes/act.ts";
import { checkReply } from "./nodes/check-reply.ts";
import { composeReply } from "./nodes/compose-reply.ts";
import { finish } from "./nodes/finish.ts";
import { runTools } from "./nodes/run-tools.ts";
import { understand } from "./nodes/understand.ts";
import { maxCalls } from "./tool-gate.ts";
import { type AgentDeps, TurnState } from "./turn-state.ts";
import type { Agent } from "./turn-world.ts";

/** understand → act ⇄ tools → answer → check claims → reply */
export const createAgent = (deps: AgentDeps): Agent => {
  const graph = new StateGraph(TurnState)
    .addNode("understand", understand)
    .addNode("act", act(deps))
    .addNode("tools", runTools(deps))
    .addNode("compose", composeReply(deps))
    .addNode("check", checkReply(deps))
    .addNode("finish", finish(deps))
    .addEdge(START, "understand")
    .addEdge("understand", "act")
    .addConditionalEdges("act", (state) => (wantsTools(state) ? "tools" : "compose"))
    .addEdge("tools", "act")
    .addEdge("compose", "check")
    .addConditionalEdges("check", ({ reply }) => (reply ? "finish" : "act"))
    .addEdge("finish", END)
    .compile();
  return {
    run: async (world) => {
      const { outcome } = await graph.invoke({ world }, { recursionLimit: 60 });
      if (!outcome) throw new Error("the graph ended without an outcome");
      return outcome;
    },
  };
};

/** A model that calls on and on has had its say: the turn is answered with what came of it. */
const wantsTools = ({ pending, steps }: TurnState): boolean =>
  pending.length > 0 && steps.length <= maxCalls;
