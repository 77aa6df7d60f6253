import type { ChatModel } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { createOpenAiModel } from "#src/agent/model/openai.ts";

/** The embedded model, or one of the endpoint that the environment names. */
export const chooseModel = (
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): ChatModel => {
  if (name === "embedded") return createEmbeddedModel();
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = env;
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) {
    throw new Error(
      `--model ${name}: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of yours`,
    );
  }
  return createOpenAiModel({
    ...{ apiKey: OPENAI_API_KEY ?? "", model: name },
    ...(OPENAI_BASE_URL && { baseUrl: OPENAI_BASE_URL }),
    ...{ timeoutMs: 60_000, stallMs: 20_000, maxRetries: 4 },
  });
};
