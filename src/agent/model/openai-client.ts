import type OpenAI from "openai";

export interface OpenAiEndpoint {
  /** Empty for a local endpoint that asks for none. */
  readonly apiKey: string;
  /** With the version, e.g. `http://localhost:11434/v1`; OpenAI's own without it. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
}

const OPENAI_URL = "https://api.openai.com/v1";

/**
 * A client of the endpoint, made on first use: loading the package takes 0.1 s that a server with
 * another model never pays. Everything the package would look up in the environment is given, and
 * retries, time limits and logs are ours.
 */
export const openAiClientOnce = (endpoint: OpenAiEndpoint): (() => Promise<OpenAI>) => {
  let client: Promise<OpenAI> | undefined;
  const make = async (): Promise<OpenAI> => {
    const { OpenAI: Client } = await import("openai");
    return new Client({
      apiKey: endpoint.apiKey || "none",
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      baseURL: endpoint.baseUrl ?? OPENAI_URL,
      maxRetries: 0,
      // The package logs pieces of the conversation when it meets an error.
      logLevel: "off",
      ...(endpoint.fetch && { fetch: endpoint.fetch }),
    });
  };
  return () => {
    client ??= make();
    return client;
  };
};
