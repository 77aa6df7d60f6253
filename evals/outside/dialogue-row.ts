import { z } from "zod";

const action = z.object({
  act: z.string(),
  slot: z.string().optional(),
  values: z.array(z.string()).optional(),
  canonical_values: z.array(z.string()).optional(),
});

const turn = z.object({
  speaker: z.enum(["USER", "SYSTEM"]),
  utterance: z.string(),
  system_actions: z.array(action).optional(),
  service_call: z.object({ parameters: z.record(z.string(), z.string()) }).optional(),
});

/** A whole conversation about an appointment; the last booking is what was agreed. */
export const dialogueRow = z.object({
  dialogue_id: z.string(),
  reference_date: z.iso.date(),
  booking_calls: z
    .array(z.object({ appointment_date: z.iso.date(), appointment_time: z.string() }))
    .min(1),
  turns: z.array(turn),
});

export type DialogueRow = z.infer<typeof dialogueRow>;
