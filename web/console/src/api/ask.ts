import type { z } from "zod";

import { type ErrorAnswer, ErrorBody } from "#src/http/contract/error.ts";
import { languageNow } from "../texts/language.ts";

/** A request that was answered with a no, or not at all. `message` can be shown to people. */
export class Problem extends Error {
  override readonly name = "Problem";
  /** 0: nobody answered. */
  readonly status: number;
  readonly answer: ErrorAnswer | null;

  constructor(status: number, message: string, answer: ErrorAnswer | null) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** Its type said outright: the linter's own inference stumbles over the schema. */
const Told: z.ZodType<ErrorAnswer> = ErrorBody;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Sent {
  readonly body?: unknown;
  /** The same request with the same key has one effect. */
  readonly once?: string;
  readonly signal?: AbortSignal;
}

const unanswered = {
  vi: "Không kết nối được máy chủ. Kiểm tra mạng rồi thử lại.",
  en: "The server cannot be reached. Check your connection and try again.",
};
const unreadable = {
  vi: "Máy chủ trả lời không đúng mẫu. Tải lại trang; nếu vẫn vậy, báo quản trị viên.",
  en: "The server gave an answer this page cannot read. Reload; if it stays, tell your administrator.",
};

/** Asks the API and holds its answer against the contract; throws a `Problem` otherwise. */
export const ask = <Shown>(
  schema: z.ZodType<Shown>,
  method: Method,
  path: string,
  sent: Sent = {},
): Promise<Shown> => askAt(schema, method, `/api/v1${path}`, sent);

/** The same of an address beside the API: where nobody has signed in yet. */
export const askAt = async <Shown>(
  schema: z.ZodType<Shown>,
  method: Method,
  url: string,
  sent: Sent = {},
): Promise<Shown> => {
  const answer = await call(method, url, sent);
  const body = await readJson(answer);
  if (!answer.ok) {
    const told = Told.safeParse(body).data ?? null;
    throw new Problem(answer.status, told?.message ?? unreadable[languageNow()], told);
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Problem(answer.status, unreadable[languageNow()], null);
};

const call = async (method: Method, url: string, sent: Sent): Promise<Response> => {
  const { body, once, signal } = sent;
  try {
    return await fetch(url, {
      method,
      credentials: "same-origin",
      headers: {
        "accept-language": languageNow(),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(once !== undefined && { "idempotency-key": once }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, unanswered[languageNow()], null);
  }
};

const readJson = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    // A proxy's own page; the status says what there is to say.
    return null;
  }
};

/** What can be shown of anything that was thrown. */
export const sayProblem = (error: unknown): string =>
  error instanceof Problem ? error.message : unreadable[languageNow()];
