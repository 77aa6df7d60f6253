import { z } from "zod";

/** What Twilio tells of a call. Source: twilio.com/docs/voice/conversationrelay/websocket-messages */
export const RelayMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("setup"),
    callSid: z.string().min(1).max(64),
    from: z.string().default(""),
  }),
  z.object({
    type: z.literal("prompt"),
    voicePrompt: z.string(),
    /** Of what is still being said, parts come one after the other. */
    last: z.boolean().default(true),
  }),
  z.object({ type: z.literal("dtmf"), digit: z.string().max(1) }),
  z.object({ type: z.literal("interrupt") }),
  z.object({ type: z.literal("error"), description: z.string().default("") }),
]);

export type Setup = Extract<z.output<typeof RelayMessage>, { type: "setup" }>;

/** What we tell Twilio. */
export type RelayOrder =
  | {
      readonly type: "text";
      readonly token: string;
      /** Whether this ends what is being said. */
      readonly last: boolean;
      readonly lang: string;
    }
  | {
      readonly type: "language";
      readonly ttsLanguage: string;
      readonly transcriptionLanguage: string;
    }
  | { readonly type: "end"; readonly handoffData: string };
