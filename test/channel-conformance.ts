import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type {
  ChannelAccount,
  InboundDelivery,
  PushChannel,
  SendFailure,
  WebhookRequest,
} from "#src/conversation/channel.ts";
import { choiceRef } from "#src/conversation/choice-ref.ts";

type Understood = Partial<InboundDelivery>;

/** What a provider does when it is sent to. */
export interface ProviderFault {
  readonly name: string;
  /** Its answer; null: it does not answer in time. */
  readonly answer: {
    readonly status: number;
    readonly body: unknown;
  } | null;
  readonly means: SendFailure;
}

/** What a channel brings to the suite; everything else is the same for all. */
export interface Candidate {
  readonly channel: PushChannel;
  /** Recorded payloads by file name, without .json: what each must be understood as. */
  readonly payloads: Readonly<Record<string, readonly Understood[]>>;
  readonly payloadFolder: string;
  /** An account whose provider stands at this address. */
  account(providerUrl: string): ChannelAccount;
  /** Signs a body as the provider does. */
  sign(body: Buffer, account: ChannelAccount): WebhookRequest;
  readonly faults: readonly ProviderFault[];
  /** What the provider answers when it takes a message, and the id in it. */
  readonly taken: { readonly body: unknown; readonly providerId: string };
  /** The texts and button data in a request the provider got. */
  readonly shown: (request: unknown) => { readonly text: string; readonly data: readonly string[] };
  /** Most bytes of what a button carries. */
  readonly mostDataBytes: number;
}

interface Provider {
  readonly url: string;
  readonly requests: unknown[];
  answer(next: ProviderFault["answer"]): void;
}

/** What every channel that pushes has to keep, run on its recorded payloads. */
export const describeChannel = (candidate: Candidate, provider: () => Provider): void => {
  const { channel, payloads, payloadFolder } = candidate;
  const read = (name: string): Buffer => readFileSync(path.join(payloadFolder, `${name}.json`));
  const parse = (name: string) => channel.parse(JSON.parse(read(name).toString("utf8")));
  const account = () => candidate.account(provider().url);

  describe(`${channel.name} inbound`, () => {
    test("has an expectation for every recorded payload", () => {
      const recorded = readdirSync(payloadFolder).map((file) => file.replace(/\.json$/u, ""));
      expect(recorded.sort()).toEqual(Object.keys(payloads).sort());
    });

    test("takes what its provider has signed and nothing else", () => {
      const body = read(Object.keys(payloads)[0] ?? "");
      const signed = candidate.sign(body, account());
      expect(channel.verify(signed, account())).toBe(true);
      expect(channel.verify({ ...signed, headers: {} }, account())).toBe(false);
      const other = { ...account(), secrets: { webhookSecret: "another" } };
      expect(channel.verify(signed, other)).toBe(false);
      expect(channel.verify(signed, { ...account(), secrets: {} })).toBe(false);
      for (const [name, value] of Object.entries(signed.headers)) {
        for (const wrong of ["", `${value}x`, String(value).slice(1)]) {
          const headers = { ...signed.headers, [name]: wrong };
          expect(channel.verify({ body, headers }, account()), wrong).toBe(false);
        }
      }
    });

    test.each(Object.entries(payloads))("understands %s, words preserved", (name, expected) => {
      const deliveries = parse(name);
      expect(deliveries).toMatchObject(expected);
      expect(deliveries).toHaveLength(expected.length);
      expect(parse(name)).toEqual(deliveries);
    });

    test("gives every delivery an id of its own", () => {
      const ids = Object.keys(payloads).flatMap((name) => parse(name).map((one) => one.deliveryId));
      expect(new Set(ids).size).toBe(ids.length);
    });

    test.each([null, [], 7, "text", {}, { update_id: "x" }])("throws at %j", (body) => {
      expect(() => channel.parse(body)).toThrow();
    });
  });

  describe(`${channel.name} outbound`, () => {
    const part = {
      address: "5501",
      text: "Dạ, chọn giờ nào ạ? 🦷 <b>&amp; *không* _định dạng_",
      choices: [
        { id: choiceRef(999_999_999, 19), label: "Thứ 2, 23/11, 08:00" },
        { id: choiceRef(4, 1), label: "Xác nhận" },
      ],
    };
    const send = (sent = part, ms = 5_000) =>
      channel.send(sent, account(), AbortSignal.timeout(ms));

    test("says the words as they are, with its buttons, and answers the provider's id", async () => {
      provider().answer({ status: 200, body: candidate.taken.body });
      const result = await send();
      expect(result).toEqual({ ok: true, providerId: candidate.taken.providerId });
      const { text, data } = candidate.shown(provider().requests.at(-1));
      expect(text).toBe(part.text);
      expect(data).toEqual(part.choices.map(({ id }) => id));
      for (const one of data) {
        expect(Buffer.byteLength(one)).toBeLessThanOrEqual(candidate.mostDataBytes);
      }
    });

    test.each(candidate.faults)("$name: $means.kind", async ({ answer, means }) => {
      provider().answer(answer);
      const result = await send(part, answer === null ? 200 : 5_000);
      expect(result).toEqual({ ok: false, failure: means });
    });
  });
};
