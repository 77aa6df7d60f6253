import { z } from "zod";

// Years before Christ are written with a sign.
const local = z.string().regex(/^-?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/u);

/** One expression of the outside time files: what it means, read at `reference_time`. */
export const timeRow = z.object({
  id: z.string(),
  lang: z.enum(["vi", "en"]),
  text: z.string(),
  reference_time: z.iso.datetime({ offset: true }),
  kind: z.enum(["instant", "interval", "open_interval_after", "open_interval_before", "none"]),
  grain: z.enum(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]).nullable(),
  /** Local start; for an open interval its limit. */
  value: local.nullable(),
  /** Exclusive local end. */
  to: local.nullable(),
  /** The end as it is said: "3–4pm" ends at four. */
  to_spoken: local.nullable(),
  booking_relevant: z.boolean(),
  /** Morning or afternoon is open: a question back is right too. */
  ampm_ambiguous: z.boolean().optional(),
});

export type TimeRow = z.infer<typeof timeRow>;
