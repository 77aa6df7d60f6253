import { isPublicHost } from "#src/public-address.ts";
import type { WebhookDeps } from "./send-webhooks.ts";

/** Milliseconds a receiver has to take a piece of news. */
const timeoutMs = 10_000;

/**
 * Whether news may be sent to an address: one on the internet, by https; `allowInside` also lets
 * through this machine and its networks, for development.
 */
export const mayCallWith =
  (allowInside: boolean) =>
  async (url: string): Promise<boolean> => {
    if (allowInside) return true;
    const { protocol, hostname } = new URL(url);
    return protocol === "https:" && (await isPublicHost(hostname));
  };

/** Looks at the address once more: a name can come to stand for another machine. */
export const postWith =
  (mayCall: (url: string) => Promise<boolean>): WebhookDeps["post"] =>
  async (url, body, headers) => {
    if (!(await mayCall(url))) throw new Error("the address is not on the internet any more");
    const response = await fetch(url, {
      ...{ method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) },
      headers: { "content-type": "application/json", "user-agent": "Slotwise", ...headers },
    });
    await response.body?.cancel();
    return { status: response.status };
  };
