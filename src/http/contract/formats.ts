import { z } from "zod";

import { changeReasons } from "#src/domain/change-reason.ts";

/** A calendar date `YYYY-MM-DD`; whether the calendar has it is answered by IMPOSSIBLE_DATE. */
export const LocalDate = z.stringFormat("local-date", /^\d{4}-\d{2}-\d{2}$/);

/** A time of the 24-hour clock, `HH:MM`; seconds may follow and must be zero. */
export const LocalTime = z.stringFormat("local-time", /^([01]\d|2[0-3]):[0-5]\d(:00)?$/);

/** A date or an instant with its offset: the two ways to bound a range. */
export const DateOrInstant = z.stringFormat(
  "date-or-instant",
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/,
);

/** An instant with its offset. */
export const OffsetInstant = z.iso.datetime({ offset: true });

/** An instant in UTC, as every answer has it. */
export const Instant = z.iso.datetime();

/** Ids are ours; clients send back what they were given. */
export const Id = z.uuid();

/** IANA name of a timezone; a wrong one is answered by INVALID_TIMEZONE. */
export const Timezone = z
  .string()
  .min(1)
  .max(64)
  .describe("IANA timezone, such as America/New_York");

/** How many people come, the lead among them. */
export const Participants = z.number().int().min(1).max(500);

/** How long it shall take, where the service lets the lead choose. */
export const DurationMinutes = z
  .number()
  .int()
  .min(1)
  .max(24 * 60);

/** How many there are. */
export const Count = z.number().int().min(0);

/** A free text of people. */
export const Text = z.string().trim().max(2_000);

export const ReasonCode = z
  .enum(changeReasons)
  .describe("What the reason comes to; read from the words where it is not given");
export const Reason = z.string().trim().min(1).max(500).describe("Why, for the record");

/** What every list takes. */
export const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional().describe("nextCursor of the page before"),
});

/** Where the next page starts; null on the last one. */
export const NextCursor = z.string().nullable();
