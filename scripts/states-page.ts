import { bookingStates } from "#src/domain/booking-states.ts";
import { transitions } from "#src/domain/booking-transitions.ts";

const arrow = (from: string, to: string): string => `    ${from} --> ${to}`;

/** Failures are left out of the picture: a line from nearly every state would hide the rest. */
const diagram = (): string[] =>
  transitions
    .flatMap(({ from, to }) => from.map((state) => ({ from: state, to })))
    .filter(({ from, to }) => from !== "ERROR" && to !== "ERROR")
    .map(({ from, to }) => arrow(from, to));

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (): string[] =>
  [...transitions]
    .flatMap(({ from, to, by, rules }) => from.map((state) => ({ from: state, to, by, rules })))
    .sort((a, b) => bookingStates.indexOf(a.from) - bookingStates.indexOf(b.from))
    .map(({ from, to, by, rules }) =>
      row([from, to, by.join(", "), rules.map((rule) => `\`${rule}\``).join(" ") || "—"]),
    );

/** docs/states.md as the transition table has it. */
export const statesPage = (): string =>
  [
    "# The states of a booking",
    "",
    "Generated from `src/domain/booking-transitions.ts` by `npm run states`; a test keeps it up to date.",
    "The database holds the same pairs and refuses any other.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    arrow("[*]", "INQUIRY"),
    ...diagram(),
    arrow("CANCELLED", "[*]"),
    "```",
    "",
    "Every state that is not final may also go to ERROR, and from there back to where it was.",
    "",
    "## Every move, who may make it, and what must hold",
    "",
    row(["from", "to", "by", "rules"]),
    row(["---", "---", "---", "---"]),
    ...table(),
    "",
  ].join("\n");
