import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { OutboundPart } from "#src/conversation/push-channel.ts";
import { email } from "../../channels/email/index.ts";
import { partOf } from "./describe-push-channel.ts";
import { login, openSmtpSink, readTaken, type SmtpSink, taken } from "./smtp-sink.ts";

let sink: SmtpSink;
beforeAll(async () => {
  sink = await openSmtpSink();
});
afterAll(() => sink.close());

const send = (part: Partial<OutboundPart>, settings: Record<string, string> = {}) =>
  email.send(
    partOf({ address: "lan@gmail.example", ...part }),
    {
      account: "dat-lich@hoamai.example",
      settings: {
        ...{ address: "dat-lich@hoamai.example", smtpHost: "127.0.0.1" },
        ...{ smtpPort: String(sink.port), smtpUser: login.user, ...settings },
      },
      secrets: { smtpPassword: login.pass },
    },
    AbortSignal.timeout(5_000),
  );
const sent = async (part: Partial<OutboundPart>, settings?: Record<string, string>) => {
  expect(await send(part, settings)).toMatchObject({ ok: true });
  return readTaken(sink.requests.at(-1));
};
const header = (letter: Awaited<ReturnType<typeof sent>>, name: string) =>
  letter.headers.filter(({ key }) => key === name).map(({ value }) => value);

test("an answer stands below what it answers, and tells machines to be silent", async () => {
  const answers = { messageId: "<CA+x@mail.gmail.example>", subject: "Re: RE: Hỏi lịch trám răng" };
  const letter = await sent({ answers, text: "Dạ còn 15:00 ạ.\n\n1. 15:00" });
  expect(letter.subject).toBe("Re: Hỏi lịch trám răng");
  expect(letter.inReplyTo).toBe(answers.messageId);
  expect(letter.references).toBe(answers.messageId);
  expect(letter.from).toMatchObject({
    name: "Nha khoa Hoa Mai",
    address: "dat-lich@hoamai.example",
  });
  expect(letter.to).toMatchObject([{ address: "lan@gmail.example" }]);
  expect(letter.text?.trimEnd()).toBe("Dạ còn 15:00 ạ.\n\n1. 15:00");
  expect(letter.html).toBeUndefined();
  expect(header(letter, "auto-submitted")).toEqual(["auto-replied"]);
  expect(header(letter, "list-unsubscribe")).toEqual([
    "<mailto:dat-lich@hoamai.example?subject=STOP>",
  ]);
  expect(sink.requests.at(-1)).toMatchObject({
    ...{ from: "dat-lich@hoamai.example", to: ["lan@gmail.example"] },
  });
});

test("a first letter is named for the business, in the lead's language", async () => {
  expect((await sent({})).subject).toBe("Tin nhắn từ Nha khoa Hoa Mai");
  const english = await sent({ language: "en" }, { name: "Hoa Mai Dental" });
  expect(english.subject).toBe("A message from Nha khoa Hoa Mai");
  expect(english.from?.name).toBe("Hoa Mai Dental");
  expect(english.inReplyTo).toBeUndefined();
});

test("the same part again is the same letter", async () => {
  const first = await sent({});
  const second = await sent({});
  expect(second.messageId).toBe(first.messageId);
  expect((await sent({ key: "018f2f3e-0000-7000-8000-000000000001.1" })).messageId).not.toBe(
    first.messageId,
  );
});

test.each([
  "\r\n",
  "\n",
  "\r",
  "\u2028",
  "\0",
])("a line end %j in a title, a name or an id begins no header", async (end) => {
  const bad = `Hỏi${end}Bcc: victim@example.com${end}${end}Body`;
  const letter = await sent({
    ...{ sender: bad, key: "k" },
    answers: { subject: bad, messageId: `<a@b>${end}Bcc: victim@example.com` },
  });
  expect(sink.requests.at(-1)?.to).toEqual(["lan@gmail.example"]);
  expect(header(letter, "bcc")).toEqual([]);
  expect(letter.inReplyTo).toBeUndefined();
  expect(letter.subject).toContain("Bcc: victim@example.com");
  expect(letter.text?.trimEnd()).toBe("Dạ, em nghe ạ.");
});

test.each([
  "nobody",
  "a@b.example, c@d.example",
  "<a@b.example>",
  "a@b.example\r\nBcc: c@d.example",
])("%j is no address and is not sent to", async (address) => {
  const before = sink.requests.length;
  expect(await send({ address })).toEqual({
    ...{ ok: false, failure: { kind: "give_up", code: "no_such_mailbox" } },
  });
  expect(sink.requests).toHaveLength(before);
});

test("an invitation arrives as one, another file as a file", async () => {
  const content = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REQUEST", "BEGIN:VEVENT"],
    ...["UID:1@hoa-mai", "DTSTAMP:20261121T010000Z", "DTSTART:20261123T080000Z"],
    ...["SUMMARY:Trám răng", "END:VEVENT", "END:VCALENDAR", ""],
  ].join("\r\n");
  const invitation = { name: "invite.ics", mediaType: "text/calendar; method=REQUEST", content };
  const note = {
    name: "chuẩn bị.txt",
    mediaType: "text/plain; charset=utf-8",
    content: "Đánh răng",
  };
  const letter = await sent({ files: [invitation, note] });
  const [shown] = letter.attachments.filter(({ mimeType }) => mimeType === "text/calendar");
  expect(shown?.method).toBe("REQUEST");
  const calendar = new ICAL.Component(
    ICAL.parse(Buffer.from(shown?.content as Uint8Array).toString()),
  );
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  expect(event.summary).toBe("Trám răng");
  expect(event.startDate.toJSDate()).toEqual(new Date("2026-11-23T08:00:00Z"));
  expect(letter.attachments.map(({ filename }) => filename)).toEqual(
    expect.arrayContaining(["invite.ics", "chuẩn bị.txt"]),
  );
});

test("a letter given up on the way is let go at once", async () => {
  sink.answer(null);
  const began = performance.now();
  const result = await email.send(
    partOf({ address: "lan@gmail.example" }),
    {
      account: "a",
      settings: {
        ...{ address: "dat-lich@hoamai.example", smtpHost: "127.0.0.1" },
        ...{ smtpPort: String(sink.port), smtpUser: login.user },
      },
      secrets: { smtpPassword: login.pass },
    },
    AbortSignal.timeout(100),
  );
  sink.answer(taken);
  expect(result).toEqual({ ok: false, failure: { kind: "retry", code: "unreachable" } });
  expect(performance.now() - began).toBeLessThan(2_000);
});
