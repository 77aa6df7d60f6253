import { announce } from "#src/conversation/live.ts";
import type { DeliveryReport, InboundDelivery, Reaction } from "#src/conversation/push-channel.ts";
import {
  type Door,
  type ReceiveDeps,
  receiveDelivery,
} from "#src/conversation/receive-delivery.ts";
import {
  type AccountKey,
  hasReceived,
  listParkedAbout,
  listRipe,
  type ParkedEvent,
  parkEvent,
  setReaction,
  takeParked,
} from "#src/db/queries/parked-events.ts";
import { eachAlone } from "#src/each-alone.ts";
import type { Events } from "#src/events.ts";
import type { PushChannels } from "./push-channels.ts";
import { settleReport } from "./settle-report.ts";

export type LateEvent =
  | DeliveryReport
  | Reaction
  | (InboundDelivery & { readonly kind: "edit"; readonly edits: string });

interface LateDeps extends ReceiveDeps {
  readonly channels: PushChannels;
  readonly events: Pick<Events, "deliverySettled">;
}

/** Events about messages, which can come before them. */
export interface LateEvents {
  /** Does what the event asks for, or keeps it until the message it is about is known. */
  take(door: Door, event: LateEvent): Promise<void>;
  /** Takes up what was kept about a message that is known now. */
  look(door: AccountKey, providerMessageId: string): Promise<void>;
  /** Takes up what can be, and lets go of what nobody will ever be able to. */
  lookAgain(): Promise<void>;
}

/** New words whose old ones never came are words, this long after. */
const editWaitsMs = 10 * 60_000;
/** What is told of a message that has not come for this long is about none of ours. */
const keptMs = 24 * 3_600_000;

export const openLateEvents = (deps: LateDeps): LateEvents => {
  const retake = async (parked: ParkedEvent): Promise<void> => {
    const channel = await deps.channels.find(parked.channel);
    if (!channel) return;
    // Written by `take`, in this shape.
    const event = parked.event as unknown as LateEvent;
    const ageMs = deps.now().getTime() - parked.arrivedAt.getTime();
    const { organizationId, channel: name, account } = parked;
    const door = { organizationId, channel: name, account, limits: channel.limits };
    let isOver = ageMs >= keptMs;
    try {
      isOver = (await apply(deps, door, event, ageMs)) || isOver;
    } finally {
      if (isOver) await deps.db.transaction().execute((tx) => takeParked(tx, parked));
    }
  };
  return {
    take: async (door, event) => {
      if (await apply(deps, door, event, 0)) return;
      const [about, now] = [aboutOf(event), deps.now()];
      await deps.db.transaction().execute((tx) => parkEvent(tx, door, { about, event, now }));
    },
    look: async (door, providerMessageId) => {
      for (const parked of await listParkedAbout(deps.db, door, providerMessageId)) {
        await retake(parked);
      }
    },
    lookAgain: async () => {
      const ago = (ms: number) => new Date(deps.now().getTime() - ms);
      const ripe = { editsUntil: ago(editWaitsMs), allUntil: ago(keptMs) };
      await eachAlone(await listRipe(deps.db, ripe), retake);
    },
  };
};

const aboutOf = (event: LateEvent): string =>
  event.kind === "report" ? event.providerId : event.kind === "reaction" ? event.of : event.edits;

/** False when the message is not known yet. Safe to repeat: reports and feelings settle, words have ids. */
const apply = (deps: LateDeps, door: Door, event: LateEvent, ageMs: number): Promise<boolean> => {
  switch (event.kind) {
    case "report":
      return report(deps, door, event);
    case "reaction":
      return react(deps, door, event);
    case "edit":
      return edit(deps, door, event, ageMs);
  }
};

const report = async (deps: LateDeps, door: AccountKey, told: DeliveryReport): Promise<boolean> => {
  const { db, events, now } = deps;
  const known = await db.transaction().execute((tx) => settleReport(tx, door, told, now()));
  if (known?.status === "sent" && told.status === "failed") {
    const { organizationId, channel, account } = door;
    const of = { organizationId, deliveryId: known.id, channel, account };
    events.deliverySettled(of, "failed", told.code);
  }
  return known !== null;
};

const react = ({ db }: LateDeps, door: AccountKey, reaction: Reaction): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const message = await setReaction(tx, door, reaction);
    if (!message) return false;
    await announce(tx, message.conversationId, { kind: "message", seq: message.seq });
    return true;
  });

const edit = async (
  deps: LateDeps,
  door: Door,
  event: Extract<LateEvent, { readonly kind: "edit" }>,
  ageMs: number,
): Promise<boolean> => {
  if (ageMs < editWaitsMs && !(await hasReceived(deps.db, door, event.edits))) return false;
  await receiveDelivery(deps, door, event);
  return true;
};
