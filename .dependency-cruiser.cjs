/** Dependencies point at src/domain; contracts live with whoever consumes them (docs/architecture.md). */
const test = "\\.test\\.ts$|^test/|^bench/|^evals/|^scripts/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      comment: "The rules import nothing but each other: no package, no node:, no other folder.",
      severity: "error",
      from: { path: "^src/domain/", pathNot: test },
      to: { pathNot: "^src/domain/" },
    },
    {
      name: "language-knows-no-bookings",
      comment: "Reading what people mean needs no database and no booking.",
      severity: "error",
      from: { path: "^src/language/", pathNot: test },
      to: { path: "^(src/(?!language/|domain/)|tools/|channels/)" },
    },
    {
      name: "db-knows-domain-types-only",
      comment: "Queries are below everything that uses them.",
      severity: "error",
      from: { path: "^src/db/", pathNot: test },
      to: { path: "^(src/(?!db/|domain/)|tools/|channels/)" },
    },
    {
      name: "writes-read-no-cache",
      comment:
        "Who proposes, confirms or books looks at the calendars inside the lock, never before.",
      severity: "error",
      from: {
        path: "^src/(booking|lifecycle)/",
        pathNot: `${test}|^src/booking/(bookings|available-slots|batch-availability)\\.ts$`,
      },
      to: {
        path: "^src/booking/(availability-cache|available-slots|batch-availability)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "payment-providers-know-no-bookings",
      comment: "A provider moves money: it sees its contract, its library and the rules' words.",
      severity: "error",
      from: { path: "^src/payments/(stripe|square|payments|compare-books|stored-event)\\.ts$" },
      to: { path: "^(src/(?!payments/|domain/)|tools/|channels/|migrations/)" },
    },
    {
      name: "booking-is-below-the-conversation",
      comment: "Use cases know nothing of who asks: no agent, conversation, http, tools, channels.",
      severity: "error",
      from: { path: "^src/booking/", pathNot: test },
      to: { path: "^(src/(agent|conversation|http|jobs|catalog|language)/|tools/|channels/)" },
    },
    {
      name: "agent-never-touches-the-database",
      comment: "The agent acts through tools; facts are handed to it.",
      severity: "error",
      from: { path: "^src/agent/", pathNot: test },
      to: { path: "^(src/(db|http|conversation|outbox|jobs|catalog)/|tools/|channels/)" },
    },
    {
      name: "agent-knows-only-types-of-booking",
      comment: "The tools call use cases; the agent itself only knows their shapes.",
      severity: "error",
      from: { path: "^src/agent/", pathNot: test },
      to: { path: "^src/booking/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "eval-runs-are-only-read",
      comment: "The suite and the server share what a run is; neither is known to it.",
      severity: "error",
      from: { path: "^src/eval-runs/", pathNot: test },
      to: { path: "^(src/(?!eval-runs/|domain/)|tools/|channels/|evals/)" },
    },
    {
      name: "members-know-no-edge",
      comment: "Who may come in is decided below the routes and knows nothing of bookings.",
      severity: "error",
      from: { path: "^src/(sign-in|members)/", pathNot: test },
      to: { path: "^(src/(http|booking|conversation|agent|jobs|lifecycle)/|tools/|channels/)" },
    },
    {
      name: "delivery-only-carries",
      comment:
        "What is sent was said before: delivery runs no agent and knows no route or channel.",
      severity: "error",
      from: { path: "^src/delivery/", pathNot: test },
      to: { path: "^(src/(agent|http|jobs|catalog|booking)/|tools/|channels/)" },
    },
    {
      name: "conversation-knows-no-edge",
      comment: "Turns do not know which channels, tools or routes exist.",
      severity: "error",
      from: { path: "^src/conversation/", pathNot: test },
      to: { path: "^(src/(http|jobs|catalog)/|tools/|channels/)" },
    },
    {
      name: "http-never-runs-the-agent",
      comment: "A request stores and answers; turns are taken by workers.",
      severity: "error",
      from: { path: "^src/http/", pathNot: test },
      to: { path: "^(src/(agent|jobs)/|tools/|channels/)" },
    },
    {
      name: "src-never-imports-tools-or-channels",
      comment: "main.ts hands them in, so tests and evals can hand in others.",
      severity: "error",
      from: { path: "^src/(?!main\\.ts$)", pathNot: test },
      to: { path: "^(tools|channels)/" },
    },
    {
      name: "tools-are-thin",
      comment:
        "A tool sees its contract, what tools ask for alike, the rules' words and zod; logic belongs in src/booking.",
      severity: "error",
      from: { path: "^tools/(?!index\\.ts$)", pathNot: test },
      to: { pathNot: "^(src/agent/tool\\.ts$|src/domain/|tools/inputs/|node_modules/zod/)" },
    },
    {
      name: "channels-know-no-bookings",
      comment: "A channel carries words: it sees the channel contract and its provider's library.",
      severity: "error",
      from: { path: "^channels/(?!index\\.ts$)", pathNot: test },
      to: { path: "^(src/(?!conversation/(push-)?channel\\.ts$)|tools/|migrations/)" },
    },
    {
      name: "whatsapp-web-runs-apart",
      comment: "Its browser lives in a process of its own, which only main.ts can start.",
      severity: "error",
      from: {
        path: "^(src|channels)/",
        pathNot: ["^src/main\\.ts$", "^channels/whatsapp-web/process/"],
      },
      to: { path: "^channels/whatsapp-web/process/" },
    },
    {
      name: "channels-know-no-other-channel",
      comment: "What two channels share belongs to the house.",
      severity: "error",
      from: { path: "^channels/([^/]+)/" },
      to: { path: "^channels/(?!$1/)", pathNot: "^channels/$1/" },
    },
    {
      name: "migrations-are-frozen",
      comment: "Code moves on, history must not: migrations import kysely only.",
      severity: "error",
      from: { path: "^migrations/" },
      to: { pathNot: "^node_modules/kysely/" },
    },
    {
      name: "web-sees-the-contract-only",
      comment: "Screens share the zod contract with the server and nothing else of it.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(src/(?!http/contract)|tools/|channels/|migrations/)" },
    },
    {
      name: "nothing-imports-main",
      comment: "main.ts is the composition root.",
      severity: "error",
      from: {},
      to: { path: "^src/main\\.ts$" },
    },
    {
      name: "product-imports-no-tests",
      comment: "Fakes and judges live in test/ and evals/, never in the product.",
      severity: "error",
      from: { path: "^(src|tools|channels|web|migrations)/", pathNot: test },
      to: { path: "^(test|evals|bench|scripts)/" },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or three.",
      severity: "error",
      from: { pathNot: "^web/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that cannot be resolved would be checked by no rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
