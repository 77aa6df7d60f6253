import { pino } from "pino";

/** Structured logs. Message texts, tokens and addresses never go in; ids do. */
export const createLog = (level: string) =>
  pino({
    level,
    base: null,
    redact: ["req.headers.authorization", "req.headers.cookie"],
  });

export type Log = ReturnType<typeof createLog>;
