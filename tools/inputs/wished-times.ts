import { z } from "zod";

/** Times a lead wished for, as instants. */
export const WishedTimes = z
  .array(
    z.object({
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
      exact: z.boolean().describe("true when one start was named, false for a stretch of time"),
    }),
  )
  .max(6);

export const toInstants = (times: z.output<typeof WishedTimes> = []) =>
  times.map(({ from, to, exact }) => ({ from: new Date(from), to: new Date(to), exact }));
