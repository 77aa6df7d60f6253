import type { z } from "zod";

/** Null when it is not ours: anyone with the database can send on a topic. */
export const readAnnouncement = <Announced>(
  schema: z.ZodType<Announced>,
  payload: string,
): Announced | null => {
  try {
    return schema.safeParse(JSON.parse(payload)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
