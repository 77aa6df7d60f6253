import type { z } from "zod";

/** Background work: its payload is parsed before it runs, and it is safe to run twice. */
interface Job<Payload> {
  /** The outbox topic that asks for it. */
  readonly topic: string;
  readonly schema: z.ZodType<Payload>;
  readonly run: (payload: Payload) => Promise<void>;
  /** What is still owed to people when every try has failed. */
  readonly giveUp?: (payload: Payload) => Promise<void>;
}

/** A job as the queue holds it, its payload type known only to itself. */
export interface AnyJob {
  readonly topic: string;
  run(payload: unknown): Promise<void>;
  giveUp?(payload: unknown): Promise<void>;
}

/** Throws when the payload is not what the job takes. */
export const defineJob = <Payload>({ topic, schema, run, giveUp }: Job<Payload>): AnyJob => ({
  topic,
  run: async (payload) => run(schema.parse(payload)),
  ...(giveUp && { giveUp: async (payload: unknown) => giveUp(schema.parse(payload)) }),
});
