import { readReply } from "#src/language/read-reply.ts";
import type { DialogueRow } from "./dialogue-row.ts";
import { contextOf, startOf, type Wanted, wantedIn } from "./outside-context.ts";
import { saidBy } from "./score-act.ts";
import type { TimeScore } from "./score-time.ts";

type Turn = DialogueRow["turns"][number];

/** What a turn of the other side puts forward. */
const proposedIn = ({ system_actions = [] }: Turn): Wanted =>
  wantedIn(
    system_actions
      .filter(({ act }) => act === "CONFIRM" || act === "OFFER")
      .flatMap(({ slot = "", values = [], canonical_values: canonical = values }) =>
        canonical.slice(0, 1).map((value) => ({ slot, canonical: value })),
      ),
  );

const merged = (before: Wanted, { date, time }: Wanted): Wanted => ({
  date: date ?? before.date,
  time: time ?? before.time,
});

/** Everything up to the last booking: what is said after it was not booked. */
const untilBooked = ({ turns }: DialogueRow): Turn[] =>
  turns.slice(
    0,
    turns.findLastIndex(({ service_call }) => service_call?.parameters.appointment_date),
  );

/** The date and time that stand after the lead's last word, read turn by turn. */
const readDialogue = (row: DialogueRow): Wanted => {
  const context = contextOf(row.reference_date);
  let standing: Wanted = {};
  let proposed: Wanted = {};
  for (const turn of untilBooked(row)) {
    if (turn.speaker === "SYSTEM") {
      proposed = proposedIn(turn);
      continue;
    }
    const start = startOf(merged(standing, proposed));
    const isAsked = proposed.date !== undefined || proposed.time !== undefined;
    const reply = readReply(turn.utterance, {
      ...context,
      ...(isAsked && { asked: "confirm_slot" }),
      ...(isAsked && { choices: [{ id: "proposed", label: "", ...(start && { start }) }] }),
    });
    if (reply.act === "affirm") standing = merged(standing, proposed);
    standing = merged(standing, saidBy(reply.times));
  }
  return standing;
};

/** Whether a conversation ends with the date and the time that were booked. */
export const scoreDialogue = (row: DialogueRow): TimeScore => {
  const { date, time } = readDialogue(row);
  const booked = row.booking_calls.at(-1);
  if (date === booked?.appointment_date && time === booked?.appointment_time) return "right";
  return date && time ? "wrong" : "missed";
};
