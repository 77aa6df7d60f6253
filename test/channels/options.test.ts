import { describe, expect, test } from "vitest";

import { pushChannels } from "../../channels/index.ts";
import { voice } from "../../channels/voice/index.ts";

const entries = [...pushChannels, { ...voice, load: async () => voice }];
const house = {
  webhookOf: (account: string) => `https://book.example.com/webhooks/x/${account}`,
  secret: "s".repeat(64),
};

/** Of the shape that is wanted, opening nothing. */
const shaped: Readonly<Record<string, string>> = {
  token: `123456:${"a".repeat(35)}`,
  "phone-number-id": "106540352242922",
  "app-secret": "0".repeat(32),
  "account-sid": `AC${"1".repeat(32)}`,
  "auth-token": "a".repeat(32),
  from: "+84901234567",
  number: "+84901234567",
  "app-id": "00000000-0000-4000-8000-000000000000",
  "app-password": "p".repeat(40),
  address: "dat-lich@example.com",
  "smtp-host": "127.0.0.1",
  "smtp-user": "dat-lich@example.com",
  "smtp-password": "secret",
};
const without = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(shaped).filter(([one]) => one !== name));

describe.each(entries)("the options of $name", ({ options, elsewhere, pathOf, load }) => {
  test("are told before it is loaded, each by a name and a line in both languages", () => {
    if (!options) throw new Error("the entry in channels/index.ts has no options");
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    for (const { name, hint } of options) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/u);
      expect(hint.en).not.toBe(hint.vi);
      for (const line of [hint.en, hint.vi]) expect(line).toMatch(/^\p{Ll}[^\n]{10,120}$/u);
    }
  });

  test("name each server we would call, so that it can be looked at before", () => {
    for (const { name, isServer = false } of options ?? []) {
      expect(isServer, name).toBe(/-(?:host|root|metadata)$/u.test(name));
    }
  });

  test("name what connecting cannot do without, and each is missed in both languages", async () => {
    const channel = await load();
    const required = options?.filter(({ isRequired }) => isRequired).map(({ name }) => name) ?? [];
    expect(required.length > 0).toBe(elsewhere === undefined);
    for (const name of elsewhere ? [] : required) {
      const refused = await channel.connect(without(name), house);
      if (refused.ok) throw new Error(`connected without ${name}`);
      expect(refused.field).toBe(`--${name}`);
      const inBoth = { en: expect.stringMatching(/missing/u), vi: expect.stringMatching(/thiếu/u) };
      expect(refused.remedy).toEqual(inBoth);
    }
  });

  test("where there are none, connecting says how it is done", async () => {
    const channel = await load();
    const refused = await channel.connect({}, house);
    expect(refused).toMatchObject({ ok: false, ...(elsewhere && { remedy: elsewhere }) });
  });

  test("come with the path the loaded channel is called at", async () => {
    const channel = await load();
    expect(pathOf?.("a")).toBe(channel.pathOf?.("a"));
  });
});
