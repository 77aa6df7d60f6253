import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { choiceRef } from "#src/conversation/choice-ref.ts";
import type {
  ChannelAccount,
  InboundEvent,
  OutboundPart,
  PushChannel,
  SendFailure,
  WebhookRequest,
} from "#src/conversation/push-channel.ts";

type Understood = Readonly<Record<string, unknown>>;

/** What a provider does when it is sent to. */
export interface ProviderFault<Answer> {
  readonly name: string;
  /** Its answer; null: it does not answer in time. */
  readonly answer: Answer | null;
  readonly means: SendFailure;
}

/** A provider that answers as it is told and remembers what it was sent. */
export interface FakeProvider<Answer> {
  readonly url: string;
  readonly requests: unknown[];
  answer(next: Answer | null): void;
  /** Closes the connection in the middle of whatever comes, until it is told to answer. */
  hangUp(): void;
  close(): Promise<void>;
}

/** What a channel brings to the suite; everything else is the same for all. */
export interface Candidate<Answer> {
  readonly channel: PushChannel;
  /** Holds recorded requests, one a file. */
  readonly payloadFolder: string;
  /** Of the recorded requests: `application/json` unless the provider sends another. */
  readonly contentType?: string;
  /** A chat as the provider names it, where any number would not do. */
  readonly address?: string;
  /** Recorded requests by file name, without its ending: what each must be understood as. */
  readonly payloads: Readonly<Record<string, readonly Understood[]>>;
  /** Bodies nobody can read, as `decode` hands them on. */
  readonly malformed: readonly unknown[];
  openProvider(): Promise<FakeProvider<Answer>>;
  /** An account whose provider stands at this address. */
  account(providerUrl: string): ChannelAccount;
  /**
   * Signs a body as the provider does, with headers that are all part of the proof; null: nothing
   * comes by webhook, so nothing is taken.
   */
  readonly sign:
    | ((
        request: Omit<WebhookRequest, "headers">,
        account: ChannelAccount,
      ) => WebhookRequest["headers"])
    | null;
  readonly faults: readonly ProviderFault<Answer>[];
  /** The code of a closed connection; absent: "unreachable". */
  readonly hungUp?: string;
  /** What the provider answers when it takes a message, and the id in it; null: any text. */
  readonly taken: { readonly answer: Answer; readonly providerId: string | null };
  /** What people see of a request the provider got, and what its buttons carry. */
  readonly shown: (
    request: unknown,
  ) =>
    | { readonly text: string; readonly data: readonly string[] }
    | Promise<{ readonly text: string; readonly data: readonly string[] }>;
  /** Most bytes of what a button carries; 0: the channel has none. */
  readonly mostDataBytes: number;
}

/** A part as any channel is handed one. */
export const partOf = (part: Partial<OutboundPart>): OutboundPart => ({
  address: "5501",
  text: "Dạ, em nghe ạ.",
  choices: [],
  language: "vi",
  key: "018f2f3e-0000-7000-8000-000000000001.0",
  sender: "Nha khoa Hoa Mai",
  answers: { messageId: null, subject: null },
  isOutsideWindow: false,
  files: [],
  ...part,
});

/** What every channel that pushes has to keep, run on its recorded requests. */
export const describePushChannel = <Answer>(candidate: Candidate<Answer>): void => {
  const { channel } = candidate;
  let provider: FakeProvider<Answer>;
  beforeAll(async () => {
    provider = await candidate.openProvider();
  });
  afterAll(() => provider.close());
  describe(`${channel.name} inbound`, () => describeInbound(candidate, () => provider));
  describe(`${channel.name} outbound`, () => describeOutbound(candidate, () => provider));
};

const url = "https://book.example.com/webhooks/channel/account";

const describeInbound = <Answer>(
  candidate: Candidate<Answer>,
  provider: () => FakeProvider<Answer>,
): void => {
  const { channel, payloads, payloadFolder, contentType = "application/json" } = candidate;
  const files = readdirSync(payloadFolder);
  const read = (name: string): Buffer => {
    const file = files.find((one) => path.parse(one).name === name);
    return readFileSync(path.join(payloadFolder, file ?? name));
  };
  const account = () => candidate.account(provider().url);
  const parse = async (name: string): Promise<readonly InboundEvent[]> => {
    const request = { body: read(name), headers: { "content-type": contentType }, url };
    const decoded = channel.decode?.(request) ?? JSON.parse(request.body.toString("utf8"));
    return channel.parse(decoded, account());
  };

  test("has an expectation for every recorded request", () => {
    const recorded = files.map((file) => path.parse(file).name);
    expect(recorded.sort()).toEqual(Object.keys(payloads).sort());
  });

  test("takes what its provider has signed and nothing else", async () => {
    const request = { body: read(Object.keys(payloads)[0] ?? ""), url };
    const headers = candidate.sign?.(request, account());
    const type = { "content-type": contentType };
    const takes = (given: Partial<WebhookRequest>, by = account()) =>
      channel.verify({ ...request, headers: { ...type, ...headers }, ...given }, by);
    expect(await takes({})).toBe(headers !== undefined);
    expect(await takes({ headers: type })).toBe(false);
    const others = Object.keys(account().secrets).map((name) => [name, "another"]);
    expect(await takes({}, { ...account(), secrets: Object.fromEntries(others) })).toBe(false);
    expect(await takes({}, { ...account(), secrets: {} })).toBe(false);
    for (const [name, value] of Object.entries(headers ?? {})) {
      for (const wrong of ["", `${value}x`, String(value).slice(1)]) {
        const changed = { ...type, ...headers, [name]: wrong };
        expect(await takes({ headers: changed }), wrong).toBe(false);
      }
    }
  });

  test.each(Object.entries(payloads))("understands %s, words preserved", async (name, expected) => {
    const understood = await parse(name);
    expect(understood).toMatchObject(expected);
    expect(understood).toHaveLength(expected.length);
    expect(await parse(name)).toEqual(understood);
  });

  test("gives every delivery an id of its own", async () => {
    const all = await Promise.all(Object.keys(payloads).map(parse));
    const ids = all.flat().flatMap((one) => ("deliveryId" in one ? [one.deliveryId] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(candidate.malformed)("throws at %j", async (body) => {
    await expect((async () => channel.parse(body, account()))()).rejects.toThrow();
  });
};

const describeOutbound = <Answer>(
  candidate: Candidate<Answer>,
  provider: () => FakeProvider<Answer>,
): void => {
  const { channel } = candidate;
  const choices = [
    { id: choiceRef(999_999_999, 19), label: "Thứ 2, 23/11, 08:00" },
    { id: choiceRef(4, 1), label: "Xác nhận" },
  ];
  const part = partOf({
    ...(candidate.address && { address: candidate.address }),
    text: "Dạ, chọn giờ nào ạ? 🦷 <b>&amp; *không* _định dạng_",
    choices: candidate.mostDataBytes > 0 ? choices : [],
    ...(candidate.address && { address: candidate.address }),
  });
  const send = (ms = 5_000) =>
    channel.send(part, candidate.account(provider().url), AbortSignal.timeout(ms));

  test("says the words as they are, with its buttons, and answers the provider's id", async () => {
    const { answer, providerId } = candidate.taken;
    provider().answer(answer);
    const result = await send();
    expect(result).toEqual({ ok: true, providerId: providerId ?? expect.any(String) });
    const { text, data } = await candidate.shown(provider().requests.at(-1));
    expect(text).toBe(part.text);
    expect(data).toEqual(part.choices.map(({ id }) => id));
    for (const one of data) {
      expect(Buffer.byteLength(one)).toBeLessThanOrEqual(candidate.mostDataBytes);
    }
  });

  test("a connection that is closed under it is tried again", async () => {
    provider().hangUp();
    const result = await send();
    expect(result).toEqual({
      ok: false,
      failure: { kind: "retry", code: candidate.hungUp ?? "unreachable" },
    });
  });

  test.each(candidate.faults)("$name: $means.kind", async ({ answer, means }) => {
    provider().answer(answer);
    const result = await send(answer === null ? 200 : 5_000);
    expect(result).toEqual({ ok: false, failure: means });
  });
};
