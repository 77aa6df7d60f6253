import { randomUUID } from "node:crypto";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { openConversation } from "#src/conversation/open-conversation.ts";
import { receive } from "#src/conversation/receive.ts";
import { takeTurn } from "#src/conversation/take-turn.ts";
import { readMessages } from "#src/conversation/transcript.ts";
import { PriceRuleAnswer } from "#src/http/contract.ts";
import type { Holder } from "../api/world.ts";
import { openPaymentWorld, type PaymentWorld } from "../payments/payment-world.ts";

let world: PaymentWorld;
let clock = Date.parse("2026-03-02T02:00:00Z");
beforeAll(async () => {
  world = await openPaymentWorld();
});
afterAll(() => world.close());

const advance = (): void => {
  clock += 1_000;
  world.setClock(new Date(clock).toISOString());
};

/** A lead of this organization who writes on its web chat; answers what was said last. */
const openChat = async ({ organizationId }: Holder, language: "vi" | "en") => {
  const conversationId = randomUUID();
  const key = { organizationId, conversationId };
  const opening = { ...key, address: conversationId, language };
  await openConversation(world.db, opening, {
    ...{ channel: "web-chat", account: "site", now: world.now(), newId: randomUUID },
    greet: async () => ({ text: "Xin chào!", choices: [] }),
  });
  // Whoever is known to be reachable is not asked how.
  const talk = world.db.selectFrom("conversations").where("id", "=", conversationId);
  const { lead_id } = await talk.select("lead_id").executeTakeFirstOrThrow();
  const leads = world.db.updateTable("leads").where("id", "=", lead_id);
  await leads.set({ phone: "+12125550142" }).execute();
  const heard = async () => (await readMessages(world.db, key, { afterSeq: 0, limit: 100 })).at(-1);
  const send = async (text: string, choiceId: string | null = null): Promise<string> => {
    advance();
    const messageId = randomUUID();
    const message = { conversationId, deliveryId: messageId, text, choiceId, channelData: null };
    await receive(world.db, { organizationId, messageId, message, now: world.now() });
    advance();
    await takeTurn(world.turns, key);
    return (await heard())?.text ?? "";
  };
  return {
    say: send,
    press: async (label: string): Promise<string> => {
      const choice = (await heard())?.choices.find((one) => one.label.includes(label));
      if (!choice) throw new Error(`no button ${label} under ${(await heard())?.text}`);
      return send(choice.label, choice.id);
    },
    booking: () =>
      world.db
        .selectFrom("bookings")
        .selectAll()
        .where("conversation_id", "=", conversationId)
        .executeTakeFirstOrThrow(),
    lastSaid: async () => (await heard())?.text ?? "",
  };
};

/** A rule for afternoons; answers how to take it away again. */
const afternoons = async (holder: Holder, change: object) => {
  const answer = await holder.ask("POST", "/price-rules", {
    name: { vi: "giờ thấp điểm", en: "quiet hours" },
    condition: { kind: "off_peak", times: [{ fromMinute: 12 * 60, toMinute: 24 * 60 }] },
    ...change,
  });
  const { price_rule_id } = answer.as(PriceRuleAnswer).price_rule;
  return () => holder.ask("DELETE", `/price-rules/${price_rule_id}`);
};

describe("một giờ được giảm giá", () => {
  test("được nói giá khi đề xuất, giữ khi xác nhận, và link thanh toán đúng số tiền đó", async () => {
    const { clinic } = world;
    const remove = await afternoons(clinic, { percent: -10 });
    const chat = await openChat(clinic, "vi");
    const told = "giá 1.800.000 ₫ (giảm 10% giờ thấp điểm)";
    await chat.say("em muốn cấy ghép implant");
    const asked = await chat.say("chiều thứ 4 lúc 2h");
    expect(asked).toContain(`– Quận 1, ${told} chứ ạ?`);
    await remove();
    const reply = await chat.press("Xác nhận");
    expect(reply).toContain("thanh toán trước 1.800.000 ₫");
    expect(reply).toContain(told);
    expect(await chat.booking()).toMatchObject({
      ...{ state: "PAYMENT_PENDING", price_minor: 1_800_000, list_price_minor: 2_000_000 },
      payment_amount_minor: 1_800_000,
    });
    await world.drain();
    const link = /vui lòng thanh toán 1\.800\.000 ₫ .*https?:/su;
    expect(await chat.lastSaid()).toMatch(link);
    expect(await chat.say("em làm mất link thanh toán rồi, gửi lại giúp em")).toBe(
      "Dạ em gửi bạn đường dẫn thanh toán ngay bên dưới ạ.",
    );
    await world.drain();
    expect(await chat.lastSaid()).toMatch(link);
  });
});

describe("a discounted time", () => {
  test("is told with its price, kept by the yes, and asked for by the payment link", async () => {
    const { spa } = world;
    const remove = await afternoons(spa, { amountMinor: -1_000 });
    const chat = await openChat(spa, "en");
    const told = "price $40.00 ($10.00 off, quiet hours)";
    await chat.say("I would like laser hair removal");
    expect(await chat.say("Wednesday at 2pm")).toContain(told);
    await remove();
    const reply = await chat.press("Confirm");
    expect(reply).toContain(told);
    const booking = await chat.booking();
    expect(booking).toMatchObject({ state: "PAYMENT_PENDING", price_minor: 4_000 });
    await world.drain();
    expect(await chat.lastSaid()).toContain("please pay $40.00 by");
    expect(await chat.say("how do I pay?")).toBe("Your payment link follows right below.");
    await world.drain();
    expect(await chat.lastSaid()).toContain("please pay $40.00 by");
  });

  test("that costs more than the list is told with its price, too", async () => {
    const { spa } = world;
    const remove = await afternoons(spa, { percent: 20 });
    const chat = await openChat(spa, "en");
    await chat.say("I would like laser hair removal");
    const reply = await chat.say("Thursday at 2pm");
    expect(reply).toMatch(/price \$60\.00 \(20% more, quiet hours\)/u);
    await remove();
  });
});
