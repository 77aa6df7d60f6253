import { createHmac } from "node:crypto";
import * as path from "node:path";
import { expect } from "vitest";

import { email } from "../../channels/email/index.ts";
import { describePushChannel } from "./describe-push-channel.ts";
import {
  login,
  openSmtpSink,
  readTaken,
  type SmtpAnswer,
  type TakenLetter,
  taken,
} from "./smtp-sink.ts";

const nothing = { acknowledgement: null, choiceRef: null, language: null } as const;
const lan = {
  ...{ ...nothing, address: "lan.nguyen@gmail.example", displayName: "Lan Nguyễn" },
  proven: { kind: "email", value: "lan.nguyen@gmail.example" },
} as const;
const subject = "Re: Tin nhắn từ Nha khoa Hoa Mai";
const ours = "<018f2f3e-0000-7000-8000-000000000007.0@hoamai.example>";

describePushChannel<SmtpAnswer>({
  channel: email,
  payloadFolder: path.join(import.meta.dirname, "../../channels/email/payloads"),
  contentType: "message/rfc822",
  address: "lan.nguyen@gmail.example",
  malformed: [null, [], 7, "text", {}, { raw: 5 }, { raw: "nicht base64!" }, { form: "" }],
  openProvider: openSmtpSink,
  payloads: {
    "gmail-vi-reply": [
      {
        ...{ ...lan, subject, kind: "text", deliveryId: "<CAGmail-vi@mail.gmail.example>" },
        providerMessageId: "<CAGmail-vi@mail.gmail.example>",
        text: "Dạ mai 3h chiều còn chỗ trám răng không ạ? 🦷\nEm cảm ơn.",
      },
    ],
    "gmail-en-answers-between": [
      {
        ...{ ...nothing, kind: "text", address: "john.smith@gmail.example" },
        text: "2\nAnd on Saturday, if there is anything in the morning.",
      },
    ],
    "outlook-vi-reply": [
      {
        ...{ ...nothing, kind: "text", address: "binh.tran@congty.example" },
        ...{ displayName: "Trần, Bình", text: "Chọn 08:00 thứ 3 nhé." },
      },
    ],
    "outlook-en-reply": [
      { ...nothing, kind: "text", text: "Tuesday at 8 works for me.", displayName: "Mary" },
    ],
    "iphone-vi-reply": [
      { ...nothing, kind: "text", text: "Cho em dời sang chiều thứ 5 được không?" },
    ],
    "first-letter": [
      {
        ...{ ...nothing, kind: "text", displayName: null, subject: "Hỏi lịch" },
        text: "Chào nha khoa,\n\nCuối tuần này bên mình có làm không? Mình muốn cạo vôi, khoảng từ 9h\nđến 11h sáng.\n\nTừ Công Minh",
      },
    ],
    "html-only": [
      {
        ...{ ...nothing, kind: "text" },
        text: "Em muốn đặt lịch trám răng & cạo vôi.\n\nChiều mai ạ.",
      },
    ],
    "subject-only": [{ ...lan, kind: "text", text: "Đặt lịch trám răng chiều mai" }],
    unsubscribe: [{ ...lan, kind: "text", text: "STOP" }],
    photo: [{ ...lan, kind: "photo", text: "" }],
    voice: [{ ...lan, kind: "voice", text: "" }],
    "photo-with-words": [{ ...lan, kind: "text", text: "Răng em bị thế này thì đặt lịch gì ạ?" }],
    "empty-reply": [{ ...lan, kind: "other", text: "" }],
    "without-message-id": [
      { ...lan, text: "Em xin đổi giờ ạ.", deliveryId: expect.stringMatching(/^sha256:/u) },
    ],
    "forged-proof": [{ ...nothing, text: "Hủy lịch của tôi." }],
    "out-of-office": [],
    "mailing-list": [],
    "no-reply": [],
    "own-address": [],
    bounce: [{ kind: "report", providerId: ours, status: "failed", code: "no_such_mailbox" }],
    "bounce-full-mailbox": [
      { kind: "report", providerId: ours, status: "failed", code: "bounced_5.2.2" },
    ],
    "bounce-delayed": [],
    "bounce-of-another": [],
  },
  account: (url) => ({
    account: "dat-lich@hoamai.example",
    settings: {
      ...{ address: "dat-lich@hoamai.example", authservId: "mx.hoamai.example" },
      ...{ smtpHost: "127.0.0.1", smtpPort: new URL(url).port, smtpUser: login.user },
    },
    secrets: { smtpPassword: login.pass, webhookSecret: "w".repeat(64) },
  }),
  sign: ({ body }, { secrets }) => ({
    "x-slotwise-signature": `sha256=${createHmac("sha256", secrets.webhookSecret ?? "")
      .update(body)
      .digest("hex")}`,
  }),
  taken: { answer: taken, providerId: "<018f2f3e-0000-7000-8000-000000000001.0@hoamai.example>" },
  shown: async (request) => {
    const { text = "" } = await readTaken(request as TakenLetter);
    return { text: text.trimEnd(), data: [] };
  },
  mostDataBytes: 0,
  faults: [
    {
      name: "the password is refused",
      answer: { at: "login", code: 535, text: "5.7.8 Username and Password not accepted" },
      means: { kind: "revoked", code: "smtp_535" },
    },
    {
      name: "an app password is wanted",
      answer: { at: "login", code: 534, text: "5.7.9 Application-specific password required" },
      means: { kind: "revoked", code: "smtp_534" },
    },
    {
      name: "a login is wanted",
      answer: { at: "sender", code: 530, text: "5.7.0 Authentication Required" },
      means: { kind: "revoked", code: "smtp_530" },
    },
    {
      name: "logins are out of order",
      answer: { at: "login", code: 454, text: "4.7.0 Temporary authentication failure" },
      means: { kind: "retry", code: "smtp_454" },
    },
    {
      name: "our address is refused",
      answer: { at: "sender", code: 553, text: "5.7.1 Sender address rejected: not owned by user" },
      means: { kind: "revoked", code: "sender_refused" },
    },
    {
      name: "the mailbox is not there",
      answer: { at: "recipient", code: 550, text: "5.1.1 The email account does not exist" },
      means: { kind: "give_up", code: "no_such_mailbox" },
    },
    {
      name: "the name is none",
      answer: { at: "recipient", code: 553, text: "Mailbox name not allowed" },
      means: { kind: "give_up", code: "no_such_mailbox" },
    },
    {
      name: "the letter is taken for spam",
      answer: { at: "letter", code: 550, text: "5.7.1 Message rejected as spam" },
      means: { kind: "give_up", code: "smtp_550" },
    },
    {
      name: "the letter is too large",
      answer: { at: "letter", code: 552, text: "5.3.4 Message too big" },
      means: { kind: "give_up", code: "smtp_552" },
    },
    {
      name: "strangers wait",
      answer: { at: "recipient", code: 451, text: "4.7.1 Greylisted, try again later" },
      means: { kind: "retry", code: "smtp_451", afterMs: 300_000 },
    },
    {
      name: "the mailbox is busy",
      answer: { at: "recipient", code: 450, text: "4.2.1 Too much mail right now" },
      means: { kind: "retry", code: "smtp_450", afterMs: 300_000 },
    },
    {
      name: "the server is closing",
      answer: { at: "letter", code: 421, text: "4.3.2 Service not available" },
      means: { kind: "retry", code: "smtp_421" },
    },
    { name: "no answer in time", answer: null, means: { kind: "retry", code: "unreachable" } },
  ],
});
