import { z } from "zod";

import type { ChannelAccount } from "../../src/conversation/push-channel.ts";

export type Opened = Pick<ChannelAccount, "settings" | "secrets">;

const GraphError = z.object({
  code: z.number(),
  error_subcode: z.number().optional().catch(undefined),
  is_transient: z.boolean().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

export type GraphError = z.output<typeof GraphError>;

/** Why a call came to nothing; no status: no answer came, no error: it was not Graph's own. */
export interface Refused {
  readonly ok: false;
  readonly status: number | null;
  readonly error: GraphError | null;
  readonly retryAfterMs: number | null;
}

export type GraphAnswer = { readonly ok: true; readonly body: unknown } | Refused;

export const apiRootOf = ({ settings }: Pick<ChannelAccount, "settings">): string =>
  (settings["api-root"] ?? "https://graph.facebook.com").replace(/\/+$/u, "");

/** Versions of Graph end about two years after they appear, so which one is a setting. */
export const defaultVersion = "v25.0";

export const bearer = ({ secrets }: Opened) => ({
  authorization: `Bearer ${secrets["token"] ?? ""}`,
});

/**
 * Asks Graph, or tells it the `body` when there is one. Failures are answered, never thrown: what the
 * network throws may carry the request, words and token and all.
 */
export const callGraph = async (
  account: Opened,
  path: string,
  { body, signal }: { readonly body?: object; readonly signal: AbortSignal },
): Promise<GraphAnswer> => {
  const version = account.settings["api-version"] ?? defaultVersion;
  const said = body && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...bearer(account), "content-type": "application/json" },
  };
  try {
    const response = await fetch(`${apiRootOf(account)}/${version}/${path}`, {
      headers: bearer(account),
      ...said,
      ...{ signal, redirect: "error" },
    });
    return await read(response);
  } catch {
    return { ok: false, status: null, error: null, retryAfterMs: null };
  }
};

const read = async (response: Response): Promise<GraphAnswer> => {
  const text = await response.text();
  const body = parsed(text);
  if (response.ok) return { ok: true, body };
  const { data } = z.object({ error: GraphError }).safeParse(body);
  const seconds = Number(response.headers.get("retry-after"));
  return {
    ...{ ok: false, status: response.status, error: data?.error ?? null },
    retryAfterMs: seconds > 0 ? seconds * 1_000 : null,
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
