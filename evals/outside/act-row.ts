import { z } from "zod";

const slot = z.object({ slot: z.string(), text: z.string(), canonical: z.string() });

/** One utterance of the outside dialogues with what it does. */
export const actRow = z.object({
  id: z.string(),
  primary_act: z.string(),
  text: z.string(),
  acts: z.array(z.string()),
  slots: z.array(slot),
  reference_date: z.iso.date(),
  /** What was being confirmed when this was said. */
  system_proposed: z.array(slot).optional(),
});

export type ActRow = z.infer<typeof actRow>;
