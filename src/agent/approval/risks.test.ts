import { describe, expect, test } from "vitest";

import { appointed, leadBooking, slot } from "../../../test/briefing.ts";
import { emptyFocus } from "../focus.ts";
import type { ConsentSubject } from "../tool.ts";
import { bookingsAtRisk, deedRisks, talkRisks } from "./risks.ts";

const start = "2026-02-12T10:00:00+07:00";
const free = appointed(start, { id: "free" });
const paidAs = (status: "pending" | "received" | "settled", id = "paid") =>
  appointed(start, { id, payment: { ...free.payment, required: true, status } });
const common = { reason: "busy", shownHash: "hash" };

describe("a deed", () => {
  test.each<[string, ConsentSubject | null, readonly string[]]>([
    ["cancelling what costs nothing yet", { kind: "confirm_cancel", booking: free, ...common }, []],
    [
      "cancelling what is not paid yet",
      { kind: "confirm_cancel", booking: paidAs("pending"), ...common },
      [],
    ],
    [
      "cancelling what is paid",
      { kind: "confirm_cancel", booking: paidAs("received"), ...common },
      ["paid_cancellation"],
    ],
    [
      "cancelling what is paid and acknowledged",
      { kind: "confirm_cancel", booking: paidAs("settled"), ...common },
      ["paid_cancellation"],
    ],
    [
      "cancelling a series with one paid visit",
      {
        kind: "confirm_cancel_series",
        bookingId: "free",
        scope: "all",
        visits: [free, paidAs("received")],
        ...common,
      },
      ["paid_cancellation"],
    ],
    [
      "the second move",
      { kind: "confirm_move", booking: appointed(start, { rescheduleCount: 1 }), ...common },
      [],
    ],
    [
      "the third move",
      { kind: "confirm_move", booking: appointed(start, { rescheduleCount: 2 }), ...common },
      ["third_reschedule"],
    ],
    [
      "booking a slot",
      { kind: "confirm_slot", bookingId: "b", slot: slot(start), shownHash: "hash" },
      [],
    ],
    ["what needs no yes", null, []],
  ])("%s", (_what, subject, risks) => {
    expect(deedRisks(subject)).toEqual(risks);
  });

  test("names the bookings it would change", () => {
    const cancel = {
      kind: "confirm_cancel",
      booking: paidAs("received", "b7"),
      ...common,
    } as const;
    expect(bookingsAtRisk(cancel)).toEqual(["b7"]);
    expect(bookingsAtRisk(null)).toEqual([]);
    const all = [leadBooking({ id: "v1" }), leadBooking({ id: "v2" })];
    const series = { kind: "confirm_cancel_series", bookingId: "v1", scope: "all" } as const;
    expect(bookingsAtRisk({ ...series, visits: all, ...common })).toEqual(["v1", "v2"]);
  });
});

const talk = (text: string, reply: string, more: { misread?: boolean; unclear?: number } = {}) =>
  talkRisks({
    briefing: { text, focus: { ...emptyFocus, unclear: more.unclear ?? 0 } },
    reply,
    misread: more.misread ?? false,
  });

describe("talk", () => {
  test.each<[string, string, readonly string[]]>([
    ["chào em", "Dạ em chào anh chị!", []],
    ["khám tổng quát", "Dạ còn các giờ sau: 1. Thứ 3, 10/02, 09:00", []],
    ["giá bao nhiêu?", "Khám tổng quát giá 200.000 ₫ ạ.", ["price_talk"]],
    ["how much?", "A consultation is $95.", ["price_talk"]],
    ["is it free?", "The consultation is free of charge.", ["price_talk"]],
    ["any discount?", "I do not have an answer to that.", ["price_talk"]],
    ["cho em hoàn tiền", "Dạ để em hỏi lại ạ.", ["refund_talk"]],
    ["vâng", "Bên em sẽ hoàn lại tiền cho mình ạ.", ["refund_talk"]],
    ["em rất thất vọng", "Dạ em xin lỗi ạ.", ["complaint"]],
    ["terrible service, refund me", "I am sorry.", ["refund_talk", "complaint"]],
  ])("%s – %s", (text, reply, risks) => {
    expect(talk(text, reply)).toEqual(risks);
  });

  test("waits at the second misunderstanding in a row, not at the first", () => {
    expect(talk("blub", "Dạ em chưa hiểu ý ạ.", { misread: true })).toEqual([]);
    expect(talk("blub", "Dạ em chưa hiểu ý ạ.", { misread: true, unclear: 1 })).toEqual([
      "low_understanding",
    ]);
    expect(talk("vâng", "Dạ vâng ạ.", { misread: false, unclear: 1 })).toEqual([]);
  });
});
