import type { Policy } from "#src/domain/policy.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { type Appointed, appoint } from "../appointments.ts";
import { openTalk, turnDepsOf } from "../talk.ts";
import type { World, WorldLead } from "../world.ts";
import { lastSaid } from "./waiting.ts";

/** What a test of reminders does with a world over and over. */
export const openReminderDesk = (world: World) => {
  const look = () => doDueThings(turnDepsOf(world))();
  return {
    look,
    goTo: async (at: string): Promise<void> => {
      world.clock.set(at);
      await look();
    },
    /** What was said on the way to the appointment was answered. */
    appoint: async (wanted: Parameters<typeof appoint>[1]): Promise<Appointed> => {
      const appointed = await appoint(world, wanted);
      await world.db
        .updateTable("conversations")
        .set(({ ref }) => ({ answered_seq: ref("last_seq") }))
        .where("id", "=", appointed.lead.conversationId)
        .execute();
      return appointed;
    },
    bookingOf: (id: string) =>
      world.db.selectFrom("bookings").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    /** "day_before 2 skipped confirmed", in the order in which they fall due. */
    plan: async (bookingId: string): Promise<string[]> => {
      const rows = await world.db
        .selectFrom("reminders")
        .select(["kind", "attempt", "status", "why"])
        .where("booking_id", "=", bookingId)
        .orderBy("due_at")
        .orderBy("attempt")
        .execute();
      return rows.map(({ kind, attempt, status, why }) =>
        [kind, attempt > 1 ? `${attempt}` : "", status, why ?? ""]
          .filter((word) => word !== "")
          .join(" "),
      );
    },
    setPolicy: (policy: Partial<Policy>) =>
      world.db
        .updateTable("organizations")
        .set({ policy: JSON.stringify({ ...world.organization.policy, ...policy }) })
        .where("id", "=", world.organization.id)
        .execute(),
    wish: (lead: WorldLead, what: "opted_out_at" | "reminders_off_at" | "marketing_since") =>
      world.db
        .updateTable("leads")
        .set({ [what]: world.clock.now() })
        .where("id", "=", lead.id)
        .execute(),
    /** What was said for a purpose and not in answer. */
    reminded: async ({ conversationId }: WorldLead): Promise<string[]> => {
      const rows = await world.db
        .selectFrom("messages")
        .select("text")
        .where("conversation_id", "=", conversationId)
        .where("purpose", "is not", null)
        .orderBy("seq")
        .execute();
      return rows.map(({ text }) => text);
    },
    /** Presses a button of what was said last. */
    press: async (label: string, { lead }: Pick<Appointed, "lead">) => {
      const { choices } = await lastSaid(world, lead);
      const choice = choices.find((one) => one.label.includes(label));
      if (!choice) throw new Error(`no button ${label} among ${JSON.stringify(choices)}`);
      return (await openTalk(world, { lead })).send(choice.label, choice.id);
    },
  };
};
