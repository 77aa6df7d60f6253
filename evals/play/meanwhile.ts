import type { Meanwhile } from "../case.ts";
import { book, moveTo } from "./give-booking.ts";
import { instantOfLocal } from "./local-time.ts";
import { runOutbox } from "./run-outbox.ts";
import { closeTime } from "./set-scene.ts";
import type { Stage } from "./stage.ts";

/** What happens while the lead does nothing, by the same doors as in a real house. */
export const happen = async (stage: Stage, event: Meanwhile): Promise<void> => {
  await makeHappen(stage, event);
  await runOutbox(stage.turns);
};

const makeHappen = async (stage: Stage, event: Meanwhile): Promise<void> => {
  const { world, other, given } = stage;
  switch (event.does) {
    case "books":
      await book(world, other, event, instantOfLocal(event.start, world.organization.timezone));
      return;
    case "cancels":
    case "moves_on": {
      const booking = given.get(event.booking);
      if (!booking) throw new Error(`the case gives no booking ${event.booking}`);
      const to = event.does === "cancels" ? "CANCELLED" : (event.to ?? "REMINDER_SENT");
      given.set(event.booking, await moveTo(world, booking, to));
      return;
    }
    case "closes":
      await closeTime(world, event);
      return;
    case "takes_over":
    case "hands_back":
      await setOwner(stage, event.does === "takes_over" ? "human" : "ai");
  }
};

const setOwner = async ({ world, lead }: Stage, owner: "ai" | "human"): Promise<void> => {
  await world.db
    .updateTable("conversations")
    .set({ owner, owner_reason: null })
    .where("id", "=", lead.conversationId)
    .execute();
};
