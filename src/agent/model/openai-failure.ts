import { z } from "zod";
import { ModelError } from "./chat-model.ts";
import { retryAfterMs } from "./openai-retry-after.ts";

/** Why one attempt gave no answer, and whether another may help. */
export interface OpenAiFailure {
  readonly error: ModelError;
  /** "backoff": after a growing pause. "once": at once, but a second time is the end of it. */
  readonly retry: "never" | "once" | "backoff" | { readonly afterMs: number };
}

// Read by shape: the package's error classes are loaded lazily and cannot be named here.
const statusError = z.object({
  status: z.number(),
  code: z.string().nullish().catch(null),
  message: z.string().catch(""),
  requestID: z.string().nullish().catch(null),
  headers: z.instanceof(Headers).optional().catch(undefined),
});
type StatusError = z.infer<typeof statusError>;

const streamedError = z.object({ error: z.object({ code: z.unknown() }) });
const systemError = z.object({ code: z.string().regex(/^\w{1,40}$/) });

const REMEDIES: Readonly<Record<number, string>> = {
  400: "Check that MODEL names a chat model that takes tools and a conversation of this length.",
  401: "Check OPENAI_API_KEY.",
  403: "Check that OPENAI_API_KEY may use the model that MODEL names.",
  404: "Check MODEL, and OPENAI_BASE_URL, which usually ends in /v1.",
};
const OTHER_REMEDY = "Check OPENAI_BASE_URL and MODEL.";
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 409, 425]);

/**
 * Codes such as `model_not_found` help; free text does not leave here: providers echo keys
 * and what the lead wrote in it, and errors are logged.
 */
const codeOf = (code: string | null | undefined): string =>
  code && /^[a-z][a-z_]{1,60}$/.test(code) ? `, ${code}` : "";

const never = (kind: ModelError["kind"], message: string): OpenAiFailure => ({
  error: new ModelError(kind, message),
  retry: "never",
});

const passing = (kind: ModelError["kind"], message: string, headers?: Headers): OpenAiFailure => {
  const afterMs = headers === undefined ? null : retryAfterMs(headers);
  return {
    error: new ModelError(kind, message),
    retry: afterMs === null ? "backoff" : { afterMs },
  };
};

/** Endpoints agree on no code for it; their words are looked at and go no further. */
const tooLong =
  /context[ _](?:length|window|size)|maximum (?:context|sequence)|too many (?:input )?tokens|prompt is too long|exceeds? the (?:available )?(?:context|limit)/iu;

const fromStatus = (failure: StatusError): OpenAiFailure => {
  const { status, code, message, requestID, headers } = failure;
  const facts = `(${status}${codeOf(code)}${requestID ? `, request ${requestID.slice(0, 80)}` : ""})`;
  if (code === "insufficient_quota") {
    return never("rejected", `The account behind OPENAI_API_KEY has no credit left ${facts}.`);
  }
  if (code === "content_filter") {
    return never("rejected", `The content filter of the model's endpoint refused ${facts}.`);
  }
  if ((status === 400 || status === 413) && tooLong.test(`${code} ${message}`)) {
    return never("too_long", `The conversation is too long for the model ${facts}.`);
  }
  if (status === 429) {
    return passing(
      "rate_limited",
      `The model's endpoint is over its rate limit ${facts}.`,
      headers,
    );
  }
  if (status >= 500 || PASSING_STATUSES.has(status)) {
    return passing("unavailable", `The model's endpoint failed ${facts}.`, headers);
  }
  return never(
    "rejected",
    `The model's endpoint refused the request ${facts}. ${REMEDIES[status] ?? OTHER_REMEDY}`,
  );
};

/** An error that came as data, after the 200. */
const fromStream = (code: unknown): OpenAiFailure => {
  const status = Number(code);
  return status >= 400 && status < 600
    ? fromStatus({ status, message: "" })
    : fromStatus({ status: 500, message: "", code: typeof code === "string" ? code : null });
};

/** The system's name for a broken connection (ECONNREFUSED, …), found down the chain of causes. */
const connectionCode = (thrown: unknown): string | null => {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const parsed = systemError.safeParse(error);
    if (parsed.success) return parsed.data.code;
  }
  return null;
};

/** Every error of the package's requests has one, also where no answer came to carry an id. */
const isRequestError = (thrown: unknown): boolean =>
  thrown instanceof Error && "requestID" in thrown;

/**
 * Reads what an attempt threw. `reading`: the endpoint had begun to answer. Messages are for the
 * operator's log: they name the setting to look at, and never the key, the provider's own words
 * or a lead's; for the same reason only what broke while reading becomes a `cause`.
 */
export const toOpenAiFailure = (thrown: unknown, reading: boolean): OpenAiFailure => {
  if (thrown instanceof ModelError) {
    return { error: thrown, retry: thrown.kind === "unavailable" ? "backoff" : "never" };
  }
  const status = statusError.safeParse(thrown);
  if (status.success) return fromStatus(status.data);
  const streamed = streamedError.safeParse(thrown);
  if (streamed.success) return fromStream(streamed.data.error.code);
  if (thrown instanceof SyntaxError) {
    return never("malformed", "The model's endpoint streamed something that is no JSON.");
  }
  if (!reading && !isRequestError(thrown)) {
    return never(
      "rejected",
      "The request to the model could not be made. Check OPENAI_API_KEY and OPENAI_BASE_URL for stray characters.",
    );
  }
  const code = connectionCode(thrown);
  const facts = code === null ? "" : ` (${code})`;
  const message = `The connection to the model's endpoint failed${facts}. Check OPENAI_BASE_URL if it never works.`;
  const error = new ModelError("unavailable", message, reading ? { cause: thrown } : {});
  return { error, retry: "backoff" };
};
