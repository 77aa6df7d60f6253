import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import type { ChannelAccount, OutboundPart } from "#src/conversation/push-channel.ts";
import { whatsappCloud } from "../../channels/whatsapp-cloud/index.ts";
import { messageOf } from "../../channels/whatsapp-cloud/message.ts";
import { openWhatsAppEmulator, type WhatsAppEmulator } from "../whatsapp-emulator.ts";
import { readSent } from "../whatsapp-messages.ts";
import { partOf } from "./describe-push-channel.ts";
import { type HttpAnswer, type HttpRequest, openHttpProvider } from "./http-provider.ts";

const { limits } = whatsappCloud;
const userId = "VN.13491208655302741918";
const templates = [
  { name: "tin_lich_hen", language: "vi", body: "Nha khoa Hoa Mai: {{1}}. Hẹn gặp bạn." },
  { name: "booking_news", language: "en_US", body: "News of your booking: {{1}}. See you." },
];
const settings = { "template-vi": "tin_lich_hen", "template-en": "booking_news:en_US" };

const choicesOf = (...labels: readonly string[]) =>
  labels.map((label, place) => ({ id: `c4.${place}`, label }));

/** What Meta takes of a part, as its published limits have it. */
const taken = (part: Partial<OutboundPart>, given: Readonly<Record<string, string>> = settings) => {
  const body = messageOf(partOf({ address: userId, ...part }), { settings: given });
  return readSent(body, { templates, isOpen: () => part.isOutsideWindow !== true });
};

const interactive = (part: Partial<OutboundPart>) => {
  const message = taken(part);
  if ("code" in message || message.type !== "interactive") throw new Error("not interactive");
  return message.interactive;
};

describe("the form of a message", () => {
  const text = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: limits.textChars })
    .filter((one) => one.trim() !== "" && one.length <= limits.textChars);
  const label = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: limits.choiceChars })
    .filter((one) => one.trim() !== "" && one.length <= limits.choiceChars);

  test("keeps Meta's limits, whatever the channel's own limits allow", () => {
    const labels = fc.array(label, { maxLength: limits.choices });
    const language = fc.constantFrom("vi" as const, "en" as const);
    const address = fc.constantFrom(userId, "84912345678");
    fc.assert(
      fc.property(text, labels, language, address, (words, names, speaks, to) => {
        const choices = choicesOf(...names);
        const part = partOf({ text: words, choices, language: speaks, address: to });
        const message = messageOf(part, { settings });
        expect(readSent(message, { templates, isOpen: () => true })).not.toHaveProperty("code");
        expect(JSON.stringify(message).isWellFormed()).toBe(true);
      }),
    );
  });

  test("three short choices are buttons, four or a long one a list", () => {
    expect(interactive({ choices: choicesOf("Xác nhận", "Giờ khác", "Huỷ") }).type).toBe("button");
    expect(interactive({ choices: choicesOf("1", "2", "3", "4") }).type).toBe("list");
    expect(interactive({ choices: choicesOf("x".repeat(20)) }).type).toBe("button");
    expect(interactive({ choices: choicesOf("x".repeat(21)) }).type).toBe("list");
    expect(interactive({ choices: choicesOf("Cường", "Cường") }).type).toBe("list");
  });

  test("a long label is parted at a dash, else said in full under its beginning", () => {
    const slot = "Thứ 2, 23/11, 08:00 – BS. Nguyễn Văn An – Quận 1";
    const sentence = "Tư vấn niềng răng trong suốt cho người lớn";
    const { action } = interactive({ language: "en", choices: choicesOf(slot, sentence, "Khác") });
    expect(action).toEqual({
      button: "Choose",
      sections: [
        {
          rows: [
            { id: "c4.0", title: "Thứ 2, 23/11, 08:00", description: "BS. Nguyễn Văn An – Quận 1" },
            { id: "c4.1", title: "Tư vấn niềng răng…", description: sentence },
            { id: "c4.2", title: "Khác" },
          ],
        },
      ],
    });
  });

  test("goes to a user id as `recipient` and to a number as `to`, without a preview of links", () => {
    const envelope = { recipient_type: "individual", text: { preview_url: false } };
    expect(taken({})).toMatchObject({ ...envelope, recipient: userId });
    expect(taken({})).not.toHaveProperty("to");
    expect(taken({ address: "84912345678" })).toMatchObject({ ...envelope, to: "84912345678" });
  });
});

describe("once the window has closed", () => {
  const late = { isOutsideWindow: true, text: "Ngày mai 08:00\n\n\tBS. An      Quận 1 " };
  const template = (message: ReturnType<typeof taken>) =>
    "type" in message && message.type === "template" ? message.template : message;

  test("the words are the variable of the template in the lead's language, on one line", () => {
    const parameters = [{ type: "text", text: "Ngày mai 08:00 BS. An Quận 1" }];
    const components = [{ type: "body", parameters }];
    expect(template(taken({ ...late, language: "vi" }))).toEqual({
      ...{ name: "tin_lich_hen", language: { code: "vi" }, components },
    });
    expect(template(taken({ ...late, language: "en" }))).toEqual({
      ...{ name: "booking_news", language: { code: "en_US" }, components },
    });
  });

  test("one template serves both languages; without any nothing can be said", async () => {
    const one = { "template-vi": "tin_lich_hen" };
    expect(template(taken({ ...late, language: "en" }, one))).toMatchObject({
      ...{ name: "tin_lich_hen", language: { code: "vi" } },
    });
    const accountOf = (given: ChannelAccount["settings"]) => ({
      ...{ account: "1", settings: given, secrets: {} },
    });
    expect(whatsappCloud.canOpenWindow?.(accountOf(one))).toBe(true);
    expect(whatsappCloud.canOpenWindow?.(accountOf({ "template-en": "a:en" }))).toBe(true);
    expect(whatsappCloud.canOpenWindow?.(accountOf({}))).toBe(false);
    const unsent = whatsappCloud.send(partOf(late), accountOf({}), AbortSignal.timeout(1_000));
    expect(await unsent).toEqual({
      ...{ ok: false, failure: { kind: "give_up", code: "window_closed" } },
    });
  });
});

describe("a number", () => {
  let graph: WhatsAppEmulator;
  let account: ChannelAccount;
  const soon = () => AbortSignal.timeout(5_000);
  beforeAll(async () => {
    graph = await openWhatsAppEmulator(templates);
    account = {
      account: graph.phoneNumberId,
      settings: { ...settings, "api-root": `${graph.url}/` },
      secrets: { token: graph.token, appSecret: graph.appSecret, verifyToken: "typed-by-hand" },
    };
  });
  afterAll(() => graph.close());

  test("whose lead never wrote opens the window with a template only", async () => {
    const part = partOf({ address: userId });
    const send = (more: Partial<OutboundPart>) =>
      whatsappCloud.send({ ...part, ...more }, account, soon());
    expect(await send({})).toEqual({
      ...{ ok: false, failure: { kind: "give_up", code: "window_closed" } },
    });
    expect(await send({ isOutsideWindow: true })).toMatchObject({ ok: true });
    const longest = { isOutsideWindow: true, text: "x".repeat(limits.textChars) };
    expect(await send(longest)).toEqual({
      ...{ ok: false, failure: { kind: "give_up", code: "template_text_too_long" } },
    });
  });

  test("shows that an answer is coming to a message it knows, and nothing otherwise", async () => {
    const show = (messageId: string | null) =>
      whatsappCloud.typing?.show(
        { address: userId, answers: { messageId, subject: null } },
        account,
        soon(),
      );
    await show(null);
    expect(graph.typingShown()).toBe(0);
    await show("wamid.IN1=");
    expect(graph.typingShown()).toBe(1);
    expect(whatsappCloud.typing?.everyMs).toBeLessThan(25_000);
  });

  test("answers Meta's challenge to its own verify token only", () => {
    const asked = { "hub.mode": "subscribe", "hub.challenge": "1158201444" };
    const handshake = (query: Readonly<Record<string, string>>, of = account) =>
      whatsappCloud.handshake?.({ ...asked, ...query }, of);
    expect(handshake({ "hub.verify_token": "typed-by-hand" })).toBe("1158201444");
    expect(handshake({ "hub.verify_token": "typed-by-hand", "hub.mode": "other" })).toBeNull();
    for (const wrong of ["", "typed-by-han", "typed-by-hand "]) {
      expect(handshake({ "hub.verify_token": wrong })).toBeNull();
    }
    expect(handshake({ "hub.verify_token": "" }, { ...account, secrets: {} })).toBeNull();
    expect(handshake({})).toBeNull();
  });
});

describe("a recording", () => {
  let media: Awaited<ReturnType<typeof openHttpProvider>>;
  beforeEach(async () => {
    media = await openHttpProvider();
    return () => media.close();
  });
  const fetchIt = (mostBytes = 4_000) =>
    whatsappCloud.fetchMedia?.(
      { id: "19/08", mediaType: "audio/ogg" },
      { account: "1", settings: { "api-root": media.url }, secrets: { token: "EAAx" } },
      { mostBytes, signal: AbortSignal.timeout(5_000) },
    );
  const located = (more: object): HttpAnswer => ({ status: 200, body: more });

  test("is read from where Meta says, with the token", async () => {
    // One answer serves both requests: the file is what says where it stands.
    const where = { url: `${media.url}/file`, mime_type: "audio/ogg", file_size: "300" };
    media.answer(located(where));
    expect(JSON.parse(String(await fetchIt()))).toEqual(where);
    const [asked, read] = media.requests as HttpRequest[];
    expect(asked?.path).toMatch(/^\/v\d+\.\d+\/19%2F08\?phone_number_id=1$/u);
    expect(read?.path).toBe("/file");
    expect(read?.headers.authorization).toBe("Bearer EAAx");
  });

  test("is null when it is announced longer, turns out longer, or is gone", async () => {
    media.answer(located({ url: `${media.url}/file`, file_size: 4_001 }));
    expect(await fetchIt()).toBeNull();
    expect(media.requests).toHaveLength(1);
    media.answer(located({ url: `${media.url}/file`, more: "x".repeat(5_000) }));
    expect(await fetchIt()).toBeNull();
    for (const status of [400, 404]) {
      media.answer({ status, body: { error: { code: 100, message: "gone" } } });
      expect(await fetchIt()).toBeNull();
    }
  });

  test.each([
    "http://lookaside.fbsbx.com/x",
    "https://lookaside.fbsbx.com.evil.example/x",
    "https://169.254.169.254/latest",
    "https://fbsbx.com@evil.example/",
    "file:///etc/passwd",
    "nonsense",
  ])("is not looked for at %s", async (url) => {
    media.answer(located({ url }));
    await expect(fetchIt()).rejects.toThrow("whatsapp_media_elsewhere");
    expect(media.requests).toHaveLength(1);
  });

  test("is asked for again later while Meta is ill", async () => {
    media.answer({ status: 503, body: "" });
    await expect(fetchIt()).rejects.toThrow("whatsapp_media_503");
  });
});
