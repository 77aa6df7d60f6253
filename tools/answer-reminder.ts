import { z } from "zod";

import { attendanceHash, defineTool } from "#src/agent/tool.ts";

export const answerReminder = defineTool({
  name: "answer_reminder",
  description:
    "The lead said yes to a reminder: they will come. When they cannot come or want another time, use reschedule_booking or cancel_booking instead.",
  effect: "write",
  input: z.object({ bookingId: z.string().describe("Id as find_bookings returned it") }),
  offered: ({ upcoming }) => upcoming.some(({ confirmedByReminder }) => !confirmedByReminder),
  ids: ({ bookingId }) => [bookingId],
  consent: ({ bookingId }, briefing) => {
    const booking = briefing.upcoming.find(({ id }) => id === bookingId);
    if (!booking) return null;
    return { kind: "confirm_attendance", booking, shownHash: attendanceHash(briefing, booking) };
  },
  run: async ({ bookingId }, { bookings, caller, consent }) => {
    const request = { bookingId, consent };
    return bookings.answerReminder(caller("answer_reminder", request), request);
  },
});
