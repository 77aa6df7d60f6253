import { describe, expect, test } from "vitest";

import { pushChannels } from "../../channels/index.ts";

describe.each(pushChannels)("the options of $name", ({ options, load }) => {
  test("are told before it is loaded, each by a name and a line in both languages", () => {
    if (!options) throw new Error("the entry in channels/index.ts has no options");
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
    for (const { name, hint } of options) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/u);
      expect(hint.en).not.toBe(hint.vi);
      for (const line of [hint.en, hint.vi]) expect(line).toMatch(/^\p{Ll}[^\n]{10,120}$/u);
    }
  });

  test("name what connecting cannot do without", async () => {
    const required = options?.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    const channel = await load();
    const webhookOf = (account: string) => `https://book.example.com/webhooks/x/${account}`;
    const refused = await channel.connect({}, { webhookOf, secret: "s".repeat(64) });
    if (refused.ok) throw new Error("connected with nothing");
    expect(required).toContain(refused.field.replace("--", ""));
  });
});
