import type { Channel } from "../../src/conversation/channel.ts";
import type { Connectable } from "../../src/conversation/push-channel.ts";
import { mountCalls } from "./call-routes.ts";
import { connect } from "./connect.ts";
import { voiceOptions } from "./options.ts";
import { mountRelay } from "./relay-route.ts";
import type { Pace } from "./speech.ts";

/**
 * Calls by Twilio's ConversationRelay: Twilio hears and speaks, words go over a WebSocket.
 * Source: twilio.com/docs/voice/conversationrelay
 */
export const createVoice = (pace: Pace): Channel & Connectable => ({
  name: "voice",
  // Nobody keeps more choices in mind, and a key is one digit.
  limits: { textChars: 1_000, choices: 9, choiceChars: 60 },
  mount: async (http, host) => {
    await http.register(
      async (scope) => {
        mountCalls(scope, host);
        mountRelay(scope, host, pace);
      },
      { prefix: "/voice" },
    );
  },
  listens: true,
  pathOf: (account) => `/voice/${account}/incoming`,
  options: voiceOptions,
  connect,
});

/** At about 15 characters a second, as people speak. */
export const voice = createVoice({ next: 30, heard: 80 });
