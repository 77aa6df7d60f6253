import type { SavedSession, Session } from "./saved-session.ts";
import type { Settings } from "./settings.ts";

const TIMEOUT_MS = 15_000;

/** There is no answer to work with. `status` as in HTTP; null when none came. */
export class DirectLineError extends Error {
  readonly status: number | null;

  constructor(status: number | null, cause?: unknown) {
    super("Direct Line", { cause });
    this.status = status;
  }
}

/** The HTTP half of Direct Line 3.0, for one visitor. Rejects with `DirectLineError`. */
export interface DirectLineHttp {
  /** The visitor's conversation, opened when there is none yet; the address of its stream. */
  connect(watermark: string): Promise<{ readonly streamUrl: string }>;
  /** Asks within the conversation; with a body it posts. */
  call<Body>(path: string, body?: object): Promise<Body>;
}

export const openHttp = (
  { origin, organization, language }: Settings,
  saved: SavedSession,
): DirectLineHttp => {
  const base = `${origin}/v3/directline`;

  const call = async <Body>(path: string, bearer: string, body?: object): Promise<Body> => {
    const request = fetch(base + path, {
      method: body ? "POST" : "GET",
      headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      body: body ? JSON.stringify(body) : null,
    });
    const response = await request.catch(unanswered);
    if (!response.ok) throw new DirectLineError(response.status);
    return response.json().catch(unanswered);
  };
  const keep = <Answer extends Session>(answer: Answer): Answer => {
    saved.write(answer);
    return answer;
  };
  const session = async (): Promise<Session> =>
    saved.read() ?? keep(await call<Session>("/tokens/generate", organization, {}));

  /** An expired token is exchanged once; a visitor who was away too long begins anew. */
  const callAsVisitor = async <Body>(path: string, body?: object): Promise<Body> => {
    const { token } = await session();
    try {
      return await call<Body>(path, token, body);
    } catch (error) {
      if (statusOf(error) !== 403) throw error;
      const renewed = await call<Session>("/tokens/refresh", token, {});
      return call<Body>(path, keep(renewed).token, body);
    }
  };

  const open = async (watermark: string): Promise<Session & { streamUrl: string }> => {
    const { conversationId } = await session();
    return watermark === ""
      ? callAsVisitor("/conversations", { locale: language })
      : callAsVisitor(`/conversations/${conversationId}?watermark=${watermark}`);
  };
  return {
    connect: async (watermark) => {
      try {
        return keep(await open(watermark));
      } catch (error) {
        const status = statusOf(error);
        if (status !== 403 && status !== 404) throw error;
        saved.write(null);
        return keep(await open(""));
      }
    },
    call: async (path, body) =>
      callAsVisitor(`/conversations/${(await session()).conversationId}${path}`, body),
  };
};

const unanswered = (cause: unknown): never => {
  throw new DirectLineError(null, cause);
};

const statusOf = (error: unknown): number | null =>
  error instanceof DirectLineError ? error.status : null;
