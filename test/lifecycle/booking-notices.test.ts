import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openManageLinks } from "#src/booking/manage-link.ts";
import type { OutboundPart, PushChannel, SendResult } from "#src/conversation/push-channel.ts";
import { saveAccount } from "#src/delivery/accounts.ts";
import { openPushChannels } from "#src/delivery/push-channels.ts";
import { type NoticeDeps, sendNotices } from "#src/delivery/send-notices.ts";
import { listJobs } from "#src/jobs/index.ts";
import { wordNotice } from "#src/lifecycle/notices/word-notice.ts";
import { appoint, granted, sayYes, slotAt } from "../appointments.ts";
import { turnDepsOf } from "../talk.ts";
import { openWorld, type World } from "../world.ts";

const service = "Bọc sứ thẩm mỹ";
const provider = "BS. Nguyễn Văn An";
const start = "2026-02-10T09:00:00+07:00";
const secretsKey = Buffer.alloc(32, 9);

let world: World;
let sent: (OutboundPart & { readonly channel: string })[];
let answers: SendResult[];
let settled: unknown[];
let notices: NoticeDeps;

const fake = (name: "email" | "sms", files: boolean) =>
  ({
    name,
    limits: { textChars: 2_000, perSecond: 1_000, chatIntervalMs: 0, ...(files && { files }) },
    send: async (part: OutboundPart) => {
      const answer = answers.shift() ?? { ok: true, providerId: `p${sent.length}` };
      if (answer.ok) sent.push({ ...part, channel: name });
      return answer;
    },
  }) as unknown as PushChannel;

beforeEach(async () => {
  world = await openWorld();
  [sent, answers, settled] = [[], [], []];
  const organizationId = world.organization.id;
  for (const [channel, account] of [
    ["email", "lich@nhakhoa.vn"],
    ["sms", "+84281112222"],
  ] as const) {
    const connected = { organizationId, channel, account, settings: {}, secrets: {} };
    await saveAccount(world.db, secretsKey, connected, world.clock.now());
  }
  await world.db
    .updateTable("providers")
    .set({ email: "an@nhakhoa.vn" })
    .where("name", "=", provider)
    .execute();
  const links = openManageLinks({
    ...{ key: Buffer.alloc(32, 1), publicUrl: "https://lich.example", mostDays: 90 },
    now: world.clock.now,
  });
  notices = {
    ...{ db: world.db, secretsKey, now: world.clock.now, random: () => 1, sendTimeoutMs: 1_000 },
    sleep: async () => undefined,
    channels: openPushChannels(
      (["email", "sms"] as const).map((name) => ({
        name,
        load: async () => fake(name, name === "email"),
      })),
    ),
    word: wordNotice(world.deps, links),
    events: {
      noticeSettled: ({ channel }, status, code) => void settled.push([channel, status, code]),
    },
  };
});
afterEach(() => world.close());

/** Announces every move that was committed, twice, as a relay that dies in between does. */
const announce = async (): Promise<void> => {
  const jobs = listJobs(turnDepsOf(world), {
    tellOthers: async () => undefined,
    sendNotices: () => sendNotices(notices),
  });
  const rows = await world.db.selectFrom("outbox").selectAll().orderBy("id").execute();
  await world.db.deleteFrom("outbox").execute();
  const job = jobs.find(({ topic }) => topic === "booking");
  for (const { organization_id: organizationId, topic, payload } of rows) {
    if (topic !== "booking") continue;
    await job?.run({ organizationId, ...payload });
    await job?.run({ organizationId, ...payload });
  }
};

const booked = async () => {
  const appointed = await appoint(world, { service, provider, start });
  await world.db
    .updateTable("leads")
    .set({ email: "lan@example.com", phone: "+84901234567", name: "Lan" })
    .where("id", "=", appointed.lead.id)
    .execute();
  return appointed;
};

const sales = () => world.caller({ actor: "sales" });
const received = () => sent.map(({ channel, address, text }) => [channel, address, text] as const);
const saidInChat = async () =>
  (await world.db.selectFrom("messages").select(["text", "author"]).orderBy("seq").execute()).map(
    ({ text }) => text,
  );
const calendarOf = ({ files }: OutboundPart): string => files[0]?.content ?? "";

describe("a lead's own confirmation", () => {
  test("is sent to them to keep and to who gives the service, once, and not said again", async () => {
    await booked();
    const before = await saidInChat();
    await announce();
    expect(received()).toEqual([
      ["email", "lan@example.com", expect.stringMatching(/Thứ 3, 10\/02, 09:00[\s\S]*\/b\//u)],
      ["sms", "+84901234567", expect.stringMatching(/Thứ 3, 10\/02, 09:00[\s\S]*\/b\//u)],
      ["email", "an@nhakhoa.vn", expect.stringContaining("Lịch hẹn mới: Bọc sứ thẩm mỹ")],
    ]);
    expect(sent.map(({ files }) => files.length)).toEqual([1, 0, 1]);
    expect(sent[0] && calendarOf(sent[0])).toContain("METHOD:REQUEST");
    expect(sent[2]?.text).not.toContain("/b/");
    expect(await saidInChat()).toEqual(before);
  });

  test("is not sent where the organization does not want it, or the lead wants no messages", async () => {
    await booked();
    await world.db.updateTable("leads").set({ opted_out_at: world.clock.now() }).execute();
    await announce();
    expect(sent.map(({ address }) => address)).toEqual(["an@nhakhoa.vn"]);
    sent.length = 0;
    const policy = JSON.stringify({ copies: [], tellProviders: false });
    await world.db.updateTable("organizations").set({ policy }).execute();
    await appoint(world, { service, provider, start: "2026-02-11T09:00:00+07:00" });
    await announce();
    expect(sent).toEqual([]);
  });
});

describe("what staff do", () => {
  test("a cancellation is said in the chat, by mail and to the provider, and leaves calendars", async () => {
    const { booking } = await booked();
    await announce();
    sent.length = 0;
    const request = { bookingId: booking.id, reason: "bác sĩ nghỉ", consent: null };
    granted(await world.bookings.cancel(sales(), request));
    await announce();
    expect((await saidInChat()).at(-1)).toMatch(/hu[ỷy]/u);
    expect(sent.map(({ address }) => address)).toEqual([
      "lan@example.com",
      "+84901234567",
      "an@nhakhoa.vn",
    ]);
    expect(sent[0] && calendarOf(sent[0])).toContain("METHOD:CANCEL");
    expect(sent[2]?.text).toContain("Lịch hẹn đã huỷ");
  });

  test("a move offers the other times in the chat, and frees and tells who gives the service", async () => {
    const appointed = await booked();
    await announce();
    sent.length = 0;
    const wish = { bookingId: appointed.booking.id, reason: "khách bận" };
    const { offered = [] } = granted(await world.bookings.reschedule(sales(), wish));
    await announce();
    expect((await saidInChat()).at(-1)).toContain("1. ");
    expect(received()).toEqual([
      ["email", "an@nhakhoa.vn", expect.stringContaining("Giờ hẹn đã trống lại")],
    ]);
    expect(sent[0] && calendarOf(sent[0])).toContain("METHOD:CANCEL");
    sent.length = 0;
    const same = offered.find(({ providerName }) => providerName === provider);
    granted(await sayYes(world, appointed, slotAt(same ? [same] : offered)));
    await announce();
    expect(sent.at(-1)).toMatchObject({ address: "an@nhakhoa.vn" });
    expect(sent.at(-1)?.text).toContain("từ Thứ 3, 10/02, 09:00 sang");
  });
});

describe("what a notice says", () => {
  test("is what the booking is when it leaves, or nothing", async () => {
    const { booking } = await booked();
    answers.push(...Array.from({ length: 3 }, () => trouble));
    await announce();
    expect(sent).toEqual([]);
    const request = { bookingId: booking.id, reason: "bận", consent: null };
    granted(await world.bookings.cancel(sales(), request));
    world.clock.advance({ minutes: 10 });
    await sendNotices(notices);
    expect(sent).toEqual([]);
    expect(settled).toEqual(
      Array.from({ length: 3 }, () => [expect.any(String), "superseded", null]),
    );
  });

  const trouble = { ok: false, failure: { kind: "retry", code: "fake_500" } } as const;

  test("is tried again, and left to people when it never leaves", async () => {
    await booked();
    await world.db.updateTable("leads").set({ email: null, phone: null }).execute();
    answers.push(...Array.from({ length: 6 }, () => trouble));
    await announce();
    for (let tries = 0; tries < 8; tries += 1) {
      world.clock.advance({ minutes: 10 });
      await sendNotices(notices);
    }
    expect(settled).toEqual([["email", "dead", "fake_500"]]);
  });

  test("leaves once however many processes send", async () => {
    await booked();
    await announce();
    await world.db
      .updateTable("booking_notices")
      .set({ status: "queued", next_at: world.clock.now() })
      .execute();
    sent.length = 0;
    await Promise.all([sendNotices(notices), sendNotices(notices), sendNotices(notices)]);
    expect(new Set(sent.map(({ address }) => address)).size).toBe(sent.length);
    expect(sent).toHaveLength(3);
  });
});
