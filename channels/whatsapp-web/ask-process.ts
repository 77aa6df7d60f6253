import { request } from "node:http";
import { z } from "zod";

import type { SendFailure } from "../../src/conversation/push-channel.ts";

/** What the process is asked: a path of it, and what it is told. */
interface Asked {
  readonly path: string;
  readonly body?: object;
  readonly signal: AbortSignal;
  /** Most bytes of what is asked for; what is longer is broken off. */
  readonly mostBytes?: number;
}

/** Null: nobody answers at the socket; `cut`: the answer was longer than asked for. */
export type ProcessAnswer =
  | { readonly status: number; readonly body: Buffer; readonly isCut: boolean }
  | "not_running"
  | "silent";

const answerBytes = 64 * 1024;

/** Asks the process that holds the browser, by HTTP over the socket it listens on. */
export const askProcess = (
  socketPath: string,
  { path, body, signal, mostBytes = answerBytes }: Asked,
): Promise<ProcessAnswer> =>
  new Promise((resolve) => {
    // Without a socket Node asks whoever listens on port 80.
    if (socketPath === "") return resolve("not_running");
    const asking = request({
      ...{ socketPath, path, signal, method: body ? "POST" : "GET" },
      headers: { "content-type": "application/json" },
    });
    asking.on("error", (error) => resolve(isAbsent(error) ? "not_running" : "silent"));
    asking.on("response", (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const status = response.statusCode ?? 0;
      const most = status === 200 ? mostBytes : answerBytes;
      response.on("error", () => resolve("silent"));
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.byteLength;
        chunks.push(chunk);
        if (bytes <= most) return;
        resolve({ status, body: Buffer.alloc(0), isCut: true });
        response.destroy();
      });
      response.on("end", () => resolve({ status, body: Buffer.concat(chunks), isCut: false }));
    });
    asking.end(body && JSON.stringify(body));
  });

const isAbsent = (error: Error): boolean =>
  "code" in error && (error.code === "ENOENT" || error.code === "ECONNREFUSED");

const Refusal = z.object({ code: z.string().regex(/^whatsapp_web_[a-z_]{1,40}$/u) });

/** What it means for a message that the process did not take it. */
export const failureOf = (answer: ProcessAnswer): SendFailure => {
  if (typeof answer === "string") return { kind: "retry", code: `whatsapp_web_${answer}` };
  const { status } = answer;
  const code = codeOf(answer.body) ?? `whatsapp_web_${status}`;
  // Paired with a phone no more: nothing leaves until somebody scans again.
  if (status === 409) return { kind: "revoked", code };
  return { kind: status >= 400 && status < 500 ? "give_up" : "retry", code };
};

const codeOf = (body: Buffer): string | null => {
  try {
    return Refusal.parse(JSON.parse(body.toString("utf8"))).code;
  } catch {
    return null;
  }
};
