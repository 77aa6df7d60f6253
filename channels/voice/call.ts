import type { FastifyBaseLogger } from "fastify";

import type { ChannelHost, Choice, InboundMessage } from "../../src/conversation/channel.ts";
import { addressOf, conversationOf } from "./addresses.ts";
import { openMouth } from "./mouth.ts";
import { RelayMessage, type Setup } from "./relay-message.ts";
import type { Pace } from "./speech.ts";
import { pressedChoice, spokenChoice } from "./spoken-choices.ts";

/** How often is looked whether people have taken over and whether Twilio is still there. */
const LOOK_MS = 5_000;
const INTERNAL_ERROR = 1011;

export type HeldAccount = NonNullable<Awaited<ReturnType<ChannelHost["account"]>>>;

/** What is used here of the socket of the package `ws`. */
export interface Socket {
  readonly readyState: number;
  readonly OPEN: number;
  on(event: "message", listener: (data: { toString(): string }) => void): unknown;
  on(event: "error" | "close" | "pong", listener: () => void): unknown;
  send(frame: string): void;
  ping(): void;
  close(code: number): void;
  terminate(): void;
}

export interface Line {
  readonly socket: Socket;
  readonly host: ChannelHost;
  readonly account: HeldAccount;
  readonly pace: Pace;
  readonly log: FastifyBaseLogger;
}

/** Hears what Twilio tells of a call and answers, one thing at a time, until the socket closes. */
export const holdCall = (line: Line): void => {
  const { socket, log } = line;
  let call: Call | null = null;
  let last = Promise.resolve();
  const inTurn = (job: () => Promise<void>): void => {
    last = last.then(job).catch((err: unknown) => {
      log.error({ err }, "a call cannot go on");
      socket.close(INTERNAL_ERROR);
    });
  };
  socket.on("message", (data) => {
    const message = read(data.toString());
    if (message === null) return;
    // What was begun is stopped at once, whatever is being waited for.
    if (message.type === "interrupt") call?.interrupted();
    inTurn(async () => {
      if (message.type !== "setup") return call?.hear(message);
      call ??= await takeUp(line, message, inTurn);
      await call.sayOn();
    });
  });
  socket.on("error", () => log.info("the line of a call broke"));
  socket.on("close", () => inTurn(async () => call?.hangUp()));
};

type Heard = Exclude<ReturnType<typeof read>, null | Setup>;

/** Null when it is none we know; Twilio adds kinds. */
const read = (frame: string) => {
  try {
    return RelayMessage.safeParse(JSON.parse(frame)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

interface Call {
  sayOn(): Promise<void>;
  hear(message: Heard): Promise<void>;
  interrupted(): void;
  hangUp(): void;
}

type InTurn = (job: () => Promise<void>) => void;

const takeUp = async (line: Line, setup: Setup, inTurn: InTurn): Promise<Call> => {
  const { host, account: of, log } = line;
  const { account, organizationId } = of;
  const conversationId = conversationOf(host, account, setup.callSid);
  const address = addressOf(setup);
  await host.open({ organizationId, conversationId, account, address, language: null });
  const mouth = await openMouth(line, conversationId);
  const unsubscribe = host.subscribe(conversationId, ({ kind }) => {
    if (kind !== "typing") inTurn(mouth.sayOn);
  });
  const stopLooking = lookAgain(line, () => inTurn(mouth.sayOn));
  const understand = openEar(mouth.choices);
  return {
    sayOn: mouth.sayOn,
    hear: async (message) => {
      // Its description quotes what we sent.
      if (message.type === "error") log.warn({ conversationId }, "Twilio refused words of ours");
      const said = understand(message);
      if (said === null) return;
      // Who has said something has heard us out, or has not wanted to.
      mouth.cutShort();
      // A socket brings everything once.
      const deliveryId = host.newId();
      await host.receive(organizationId, {
        ...said,
        conversationId,
        deliveryId,
        channelData: null,
      });
      // Where people have taken over nothing is said that would bring us here again.
      await mouth.sayOn();
    },
    interrupted: mouth.cutShort,
    hangUp: () => {
      unsubscribe();
      stopLooking();
      mouth.cutShort();
    },
  };
};

type Said = Pick<InboundMessage, "text" | "choiceId">;

/** Puts utterances together; null while there is nothing to answer. */
const openEar = (choices: () => readonly Choice[]): ((message: Heard) => Said | null) => {
  let heard = "";
  const hearWords = (words: string, last: boolean): Said | null => {
    const text = `${heard} ${words}`.trim();
    heard = last ? "" : text;
    return last && text ? { text, choiceId: spokenChoice(text, choices())?.id ?? null } : null;
  };
  const hearKey = (digit: string): Said | null => {
    const choice = pressedChoice(digit, choices());
    return choice && { text: choice.label, choiceId: choice.id };
  };
  return (message) => {
    if (message.type === "prompt") return hearWords(message.voicePrompt, message.last);
    return message.type === "dtmf" ? hearKey(message.digit) : null;
  };
};

const lookAgain = ({ socket }: Line, look: () => void): (() => void) => {
  let answered = true;
  socket.on("pong", () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    look();
  }, LOOK_MS);
  return () => clearInterval(timer);
};
