import type { WebChatServer } from "./web-chat-server.ts";

/** Direct Line requests of a client that is not Microsoft's: a stranger, a script, a mistake. */
export interface WebChatCalls {
  post(path: string, bearer: string, body?: unknown): Promise<Response>;
  get(path: string, bearer: string): Promise<Response>;
  /** A token for a conversation that is not open yet. */
  generate(
    key?: string,
    body?: unknown,
  ): Promise<{ token: string; conversationId: string; expires_in: number }>;
  /** An open conversation. */
  start(key?: string): Promise<{ token: string; conversationId: string; streamUrl: string }>;
}

export const callsOf = ({ directLine }: WebChatServer): WebChatCalls => {
  const post: WebChatCalls["post"] = (path, bearer, body) =>
    fetch(`${directLine}${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const generate: WebChatCalls["generate"] = async (key = "nha-khoa", body = {}) => {
    const response = await post("/tokens/generate", key, body);
    return (await response.json()) as { token: string; conversationId: string; expires_in: number };
  };
  return {
    post,
    generate,
    get: (path, bearer) =>
      fetch(`${directLine}${path}`, { headers: { Authorization: `Bearer ${bearer}` } }),
    start: async (key) => {
      const { token } = await generate(key);
      const response = await post("/conversations", token);
      return (await response.json()) as {
        token: string;
        conversationId: string;
        streamUrl: string;
      };
    },
  };
};
