import { z } from "zod";

import type { ModelPrices } from "#src/domain/model-price.ts";

const flag = z.stringbool();
const promptId = z.string().regex(/^[\w-]+$/, "the name of a file in prompts/, without .md");

/** "gpt-4.1-mini=0.40/1.60, gpt-4.1=2/8": US dollars for a million tokens, read and written. */
const modelPrices = z
  .string()
  .default("")
  .transform((written, { addIssue }): ModelPrices => {
    const parts = written.split(",").flatMap((part) => (part.trim() ? [part.trim()] : []));
    const prices = parts.map((part) => /^(\S+)=(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/u.exec(part));
    if (prices.includes(null)) {
      addIssue({ code: "custom", message: "write model=input/output, such as gpt-4.1=2/8,o4=1/4" });
    }
    return new Map(
      prices.flatMap((price) => {
        const [, name = "", input, output] = price ?? [];
        return price ? [[name, { input: Number(input), output: Number(output) }] as const] : [];
      }),
    );
  });
const nameList = z
  .string()
  .default("")
  .transform((written) => written.split(",").flatMap((name) => (name.trim() ? [name.trim()] : [])));
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SECRET_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/i,
      "SECRET_KEY: 64 hexadecimal digits; make one with: openssl rand -hex 32",
    )
    .optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  MODEL: z.string().min(1).optional(),
  CLAIM_JUDGE_MODEL: z.string().min(1).optional(),
  TRANSCRIBE_MODEL: z.string().min(1).optional(),
  TRANSCRIBE_BASE_URL: z.url().optional(),
  PROMPT: promptId.default("agent"),
  PROMPT_TRIAL: promptId.optional(),
  PROMPT_TRIAL_SHARE: z.coerce.number().min(0).max(1).default(0.5),
  MODEL_PRICES: modelPrices,
  REPLAY_DAYS: z.coerce.number().int().min(0).max(365).default(30),
  REPLAY_MODELS: nameList,
  EVAL_RESULTS: z.string().min(1).optional(),
  MODEL_TIMEOUT_MS: z.coerce.number().int().min(1000).max(120_000).default(30_000),
  MODEL_STALL_MS: z.coerce.number().int().min(500).max(60_000).default(10_000),
  BURST_MS: z.coerce.number().int().min(0).max(1500).default(300),
  WORKERS: z.coerce.number().int().min(1).max(64).default(4),
  DEMO: flag.default(true),
  OWNER_EMAIL: z.email().toLowerCase().default("owner@slotwise.local"),
  CHROMIUM_PATH: z.string().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALLOW_PRIVATE_HOSTS: flag.optional(),
  STRIPE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  SQUARE_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  MANAGE_LINK_DAYS: z.coerce.number().int().min(1).max(1000).default(90),
  TRUST_PROXY: flag.default(false),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  METRICS_TOKEN: z.string().min(16).optional(),
});

/** What the process runs with, parsed once and frozen. */
export type Config = Readonly<z.infer<typeof Environment>>;

/**
 * Reads the environment; the only reader of process.env. Throws one message that names every
 * setting that is wrong and what it should be. Empty settings count as absent.
 */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new Error(`These settings are wrong:\n${wrong.join("\n")}`);
  }
  const config = parsed.data;
  if (config.DATABASE_URL && !config.SECRET_KEY) {
    throw new Error(
      "SECRET_KEY is needed with DATABASE_URL: all processes sign with it. Make one with: openssl rand -hex 32",
    );
  }
  if (config.CLAIM_JUDGE_MODEL && !config.OPENAI_API_KEY && !config.OPENAI_BASE_URL) {
    throw new Error(
      "CLAIM_JUDGE_MODEL needs an endpoint: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of yours.",
    );
  }
  const isHeardSomewhere =
    config.TRANSCRIBE_BASE_URL ?? config.OPENAI_BASE_URL ?? config.OPENAI_API_KEY;
  if (config.TRANSCRIBE_MODEL && !isHeardSomewhere) {
    throw new Error(
      "TRANSCRIBE_MODEL needs an endpoint: set OPENAI_API_KEY, or TRANSCRIBE_BASE_URL for a server of yours.",
    );
  }
  return Object.freeze(config);
};

/** Whether callers of the API may name servers of our own network: unless told, while nobody is outside. */
export const allowsPrivateHosts = ({ ALLOW_PRIVATE_HOSTS, PUBLIC_URL }: Config): boolean =>
  ALLOW_PRIVATE_HOSTS ??
  (PUBLIC_URL === undefined ||
    /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(new URL(PUBLIC_URL).hostname));
