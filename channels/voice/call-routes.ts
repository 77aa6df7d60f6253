import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";

import type { ChannelHost } from "../../src/conversation/channel.ts";
import { addressOf, conversationOf, publicUrl, socketUrl } from "./addresses.ts";
import { callLimits } from "./limits.ts";
import { spoken } from "./spoken-choices.ts";
import { languageTag } from "./spoken-language.ts";

type Account = NonNullable<Awaited<ReturnType<ChannelHost["account"]>>>;

const Params = z.object({ account: z.string().max(80) });
const Fields = z.record(z.string(), z.string());
/** Source: twilio.com/docs/voice/twiml#request-parameters */
const Call = z.object({ CallSid: z.string().min(1).max(64), From: z.string().default("") });
/** Source: twilio.com/docs/voice/twiml/connect/conversationrelay#action-url */
const Ended = z.object({ HandoffData: z.string().optional(), ErrorCode: z.string().optional() });

interface Caller {
  readonly account: Account;
  readonly fields: z.output<typeof Fields>;
}

/** Where Twilio asks what to do with a call: when it comes in, and when our talking has ended. */
export const mountCalls = (http: FastifyInstance, host: ChannelHost): void => {
  http.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const route = { ...callLimits, schema: { hide: true } };
  http.post("/:account/incoming", route, (request, reply) =>
    answer(host, request, reply, (caller) => takeCall(host, request, caller)),
  );
  http.post("/:account/ended", route, (request, reply) =>
    answer(host, request, reply, ({ account, fields }) => goOn(account, fields)),
  );
};

const answer = async (
  host: ChannelHost,
  request: FastifyRequest,
  reply: FastifyReply,
  instruct: (caller: Caller) => Promise<string>,
): Promise<FastifyReply> => {
  const account = await host.account(Params.parse(request.params).account);
  if (!account) return reply.status(404).send({ ok: false, error: "UNKNOWN_ACCOUNT" });
  // Loaded with the first call: the library is large, and most houses have no telephone.
  const { isSigned } = await import("./twilio.ts");
  const fields = Fields.safeParse(request.body).data ?? {};
  const signature = request.headers["x-twilio-signature"];
  const url = publicUrl(account, request, request.url);
  if (!isSigned(account, { signature, url, fields })) {
    return reply.status(401).send({ ok: false, error: "UNSIGNED" });
  }
  return reply.type("text/xml; charset=utf-8").send(await instruct({ account, fields }));
};

/** Greets the caller in the conversation that is opened with the call. */
const takeCall = async (
  host: ChannelHost,
  request: FastifyRequest,
  { account: of, fields }: Caller,
): Promise<string> => {
  const { CallSid: callSid, From: from } = Call.parse(fields);
  const { account, organizationId } = of;
  const conversationId = conversationOf(host, account, callSid);
  const address = addressOf({ from, callSid });
  await host.open({ organizationId, conversationId, account, address, language: null });
  const standing = await host.standingOf(organizationId, conversationId);
  const language = standing?.language ?? "vi";
  const [first] = await host.read(organizationId, conversationId, 0, 1);
  const greeting = first ? spoken(first, language) : "";
  const { talk } = await import("./twilio.ts");
  return talk({
    ...{ greeting, language: languageTag(language) },
    relayUrl: socketUrl(of, request, `/voice/${account}/relay`),
    endedUrl: publicUrl(of, request, `/voice/${account}/ended`),
  });
};

/** With a person, when people have taken over or the talk broke off; else the call is over. */
const goOn = async ({ settings }: Account, fields: unknown): Promise<string> => {
  const { dial, hangUp } = await import("./twilio.ts");
  const { HandoffData, ErrorCode } = Ended.parse(fields);
  const { handOverTo } = settings;
  return handOverTo && (HandoffData || ErrorCode) ? dial(handOverTo) : hangUp();
};
