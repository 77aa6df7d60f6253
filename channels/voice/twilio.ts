import twilio from "twilio";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

/** What Twilio posts, or nothing, as it opens a WebSocket. */
export type Fields = Readonly<Record<string, string>>;

/**
 * Whether Twilio has signed a request to this address with the account's token.
 * Source: twilio.com/docs/usage/security#validating-requests
 */
export const isSigned = (
  { secrets }: ChannelAccount,
  { signature, url, fields }: { signature: unknown; url: string; fields: Fields },
): boolean => {
  const authToken = secrets["authToken"];
  if (typeof signature !== "string" || !authToken) return false;
  return twilio.validateRequest(authToken, signature, url, fields);
};

interface Talk {
  readonly greeting: string;
  /** Such as `vi-VN`. */
  readonly language: string;
  /** Where the words go, and where the call goes on once they end. */
  readonly relayUrl: string;
  readonly endedUrl: string;
}

/**
 * Instructions that let the caller talk to us.
 * Source: twilio.com/docs/voice/twiml/connect/conversationrelay
 */
export const talk = ({ greeting, language, relayUrl, endedUrl }: Talk): string => {
  const answer = new twilio.twiml.VoiceResponse();
  answer.connect({ action: endedUrl, method: "POST" }).conversationRelay({
    ...{ url: relayUrl, welcomeGreeting: greeting, language },
    ...{ interruptible: "any", welcomeGreetingInterruptible: "any", dtmfDetection: true },
  });
  return answer.toString();
};

/** Instructions for a call that goes on with a person. */
export const dial = (number: string): string => {
  const answer = new twilio.twiml.VoiceResponse();
  answer.dial({ answerOnBridge: true }, number);
  return answer.toString();
};

export const hangUp = (): string => {
  const answer = new twilio.twiml.VoiceResponse();
  answer.hangup();
  return answer.toString();
};
