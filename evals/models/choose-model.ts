import type { ChatModel, TextModel } from "#src/agent/model/chat-model.ts";
import { createEmbeddedModel } from "#src/agent/model/embedded/embedded.ts";
import { createOpenAiModel } from "#src/agent/model/openai.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The embedded model, or one of the endpoint that the environment names. */
export const chooseModel = (name: string, env: Environment): ChatModel =>
  name === "embedded" ? createEmbeddedModel() : chooseTextModel(name, env);

/** A model of the endpoint that the environment names. Throws when it names none. */
export const chooseTextModel = (
  name: string,
  { OPENAI_API_KEY, OPENAI_BASE_URL }: Environment,
): TextModel => {
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) {
    throw new Error(
      `the model ${name} needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of yours`,
    );
  }
  return createOpenAiModel({
    ...{ apiKey: OPENAI_API_KEY ?? "", model: name },
    ...(OPENAI_BASE_URL && { baseUrl: OPENAI_BASE_URL }),
    ...{ timeoutMs: 60_000, stallMs: 20_000, maxRetries: 4 },
  });
};
