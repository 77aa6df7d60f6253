import { z } from "zod";
import { ModelError } from "./chat-model.ts";

const toolCallPiece = z.object({
  index: z.number().int().nullish(),
  id: z.string().nullish(),
  function: z
    .object({
      name: z.string().nullish(),
      // Some local servers send the arguments parsed, though the format says text.
      arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
    })
    .nullish(),
});

const usage = z.object({
  prompt_tokens: z.number().int().nonnegative(),
  completion_tokens: z.number().int().nonnegative(),
});

const chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(toolCallPiece).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  // Counting tokens is bookkeeping: a strange count never costs the lead an answer.
  usage: usage.nullish().catch(null),
});

export type ToolCallPiece = z.infer<typeof toolCallPiece>;
export type OpenAiChunk = z.infer<typeof chunk>;

/**
 * One streamed chunk, as far as this house reads it; whatever else it carries is left out.
 * Throws `ModelError` "malformed" when it is no chat completion chunk.
 */
export const parseOpenAiChunk = (data: unknown): OpenAiChunk => {
  const parsed = chunk.safeParse(data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join(".") || "the whole").join(", ");
  throw new ModelError(
    "malformed",
    `The model's endpoint sent something other than chat completion chunks (at: ${where}). Check that OPENAI_BASE_URL names an OpenAI-compatible endpoint.`,
  );
};
