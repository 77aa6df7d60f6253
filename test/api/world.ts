import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { Registry } from "prom-client";
import type { z } from "zod";
import { createBookings } from "#src/booking/bookings.ts";
import { type IntakeLinks, openIntakeLinks } from "#src/booking/intake-link.ts";
import { type ManageLinks, openManageLinks } from "#src/booking/manage-link.ts";
import { loadTemplate } from "#src/catalog/load-template.ts";
import { readTemplate } from "#src/catalog/read-template.ts";
import { readTemplates } from "#src/catalog/template-files.ts";
import type { Channel } from "#src/conversation/channel.ts";
import { openChannelHost } from "#src/conversation/channel-host.ts";
import { openCheckpoints } from "#src/conversation/checkpoints.ts";
import { openConsoleFeed } from "#src/conversation/console-feed.ts";
import { greetWith } from "#src/conversation/greet.ts";
import { openLive } from "#src/conversation/live.ts";
import type { PushChannel } from "#src/conversation/push-channel.ts";
import { createSuggestions } from "#src/conversation/suggestions.ts";
import type { TurnDeps } from "#src/conversation/take-turn.ts";
import type { Db } from "#src/db/connect.ts";
import { listServices } from "#src/db/queries/catalog.ts";
import { findAccount } from "#src/delivery/accounts.ts";
import { connectablesOf } from "#src/delivery/connectables.ts";
import { openInbound } from "#src/delivery/inbound.ts";
import { openLateEvents } from "#src/delivery/late-events.ts";
import { openPushChannels, windowHoursWith } from "#src/delivery/push-channels.ts";
import { openEvalRuns } from "#src/eval-runs/open-runs.ts";
import { createApiKey, findApiKey } from "#src/http/api-keys.ts";
import { createServer } from "#src/http/server.ts";
import type { HttpSettings } from "#src/http/server-deps.ts";
import { readChangeReason } from "#src/language/read-change-reason.ts";
import type { PaymentDeps } from "#src/lifecycle/payments/payment-deps.ts";
import { openLetters } from "#src/members/letters.ts";
import { pairingCodesIn } from "#src/pairing-codes.ts";
import { createSquare } from "#src/payments/square.ts";
import { createStripe } from "#src/payments/stripe.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { openSignIn } from "#src/sign-in/sign-in.ts";
import { openTestDatabase } from "../database.ts";
import { promptRoomOf, replaysOf } from "../replays-of.ts";
import { turnDepsOf } from "../talk.ts";

export interface Holder {
  readonly organizationId: string;
  readonly keyId: string;
  readonly key: string;
  /** A request of this holder; `path` follows /api/v1. */
  ask(method: Method, path: string, payload?: object, headers?: Headers): Promise<Answered>;
  /** Id of a service, by a part of its name. */
  service(name: string): Promise<string>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Headers = Readonly<Record<string, string>>;

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  /** The body as the contract has it; throws when it is not. */
  as<Shown>(schema: z.ZodType<Shown>): Shown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** The whole server over a real database, with two organizations and a clock that stands still. */
export interface ApiWorld {
  readonly db: Db;
  /** Of its database, for code that dials by itself. */
  readonly url: string;
  readonly http: FastifyInstance;
  /** Vietnamese, Asia/Ho_Chi_Minh. */
  readonly clinic: Holder;
  /** English, America/New_York. */
  readonly spa: Holder;
  /** Everything that was logged, one JSON object a line. */
  readonly logged: string[];
  /** What a worker takes turns with, beside the server. */
  readonly turns: TurnDeps;
  /** What looks after money, beside the server. */
  readonly money: PaymentDeps;
  /** As the server mints and reads them. */
  readonly manageLinks: ManageLinks;
  readonly intakeLinks: IntakeLinks;
  /** Where processes on its machine leave files for it; runs of evals are looked for here too. */
  readonly dataDir: string;
  setClock(instant: string): void;
  now(): Date;
  close(): Promise<void>;
}

export const DEMO_PAGE = '<html lang="__LANGUAGE__"><b data-slug="__SLUG__">__NAME__</b></html>';

/** What the secrets of connected accounts are sealed with. */
export const API_SECRETS_KEY = Buffer.alloc(32, 9);

const defaults: HttpSettings = {
  trustProxy: false,
  publicUrl: null,
  allowPrivateHosts: true,
  requestsPerMinute: 100_000,
  metricsToken: null,
  modelPrices: new Map(),
  streamLifeMs: 10 * 60_000,
};

const nobody = { stripe: null, square: null };

export const openApiWorld = async (
  settings: Partial<HttpSettings> = {},
  channels: readonly Channel[] = [],
  push: readonly PushChannel[] = [],
  pay: { readonly stripe: string | null; readonly square: string | null } = nobody,
  replays = replaysOf,
): Promise<ApiWorld> => {
  const database = await openTestDatabase();
  const { db } = database;
  // A Monday, 09:00 in Asia/Ho_Chi_Minh.
  let clock = new Date("2026-03-02T02:00:00Z");
  const now = () => clock;
  const folder = await mkdtemp(path.join(tmpdir(), "slotwise-api-"));
  const staticFiles = {
    widget: `${folder}/widget.js`,
    demoPage: `${folder}/demo.html`,
    console: path.resolve("dist/console"),
  };
  await writeFile(staticFiles.widget, "console.log('widget')");
  await writeFile(staticFiles.demoPage, DEMO_PAGE);
  const quiet = { info: () => undefined, warn: () => undefined };
  const live = openLive({ url: database.url, log: quiet });
  const consoleFeed = openConsoleFeed({ db, url: database.url, log: quiet });
  const logged: string[] = [];
  const deps = {
    db,
    phrases: loadPhrasebook("prompts"),
    now,
    newId: randomUUID,
    slotSecret: Buffer.alloc(32, 5),
    readReason: readChangeReason,
  };
  const linkSettings = { publicUrl: "https://book.example.com", now, mostDays: 90 };
  const manageLinks = openManageLinks({ ...linkSettings, key: Buffer.alloc(32, 6) });
  const intakeLinks = openIntakeLinks({ ...linkSettings, key: Buffer.alloc(32, 8) });
  const servers: FastifyInstance[] = [];
  const asking =
    (key: string): Holder["ask"] =>
    async (method, url, payload, headers) => {
      const answer = await servers[0]?.inject({
        method,
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${key}`, ...headers },
        ...(payload && { payload }),
      });
      if (!answer) throw new Error("the server is not made yet");
      const body: unknown = answer.json();
      const { statusCode: status, headers: answered } = answer;
      const as = <Shown>(schema: z.ZodType<Shown>): Shown => {
        const parsed = schema.safeParse(body);
        if (parsed.success) return parsed.data;
        throw new Error(`${method} ${url} answered ${answer.body}`, { cause: parsed.error });
      };
      return { status, body, headers: answered, as };
    };
  const holder = async (template: string): Promise<Holder> => {
    const organizationId = await loadTemplate(db, readTemplate(`templates/${template}.yaml`), {
      now: clock,
    });
    const { id, key } = await createApiKey(
      db,
      { organizationId, name: `${template} desk` },
      {
        now: clock,
        newId: randomUUID,
      },
    );
    const service = async (part: string) => {
      const rows = await listServices(db, organizationId);
      const found = rows.find(({ name }) => name.includes(part));
      if (!found) throw new Error(`${template} has no service ${part}`);
      return found.id;
    };
    return { organizationId, keyId: id, key, ask: asking(key), service };
  };
  const clinic = await holder("dental-clinic");
  const spa = await holder("medical-spa");
  const bookings = createBookings(deps);
  const checkpoints = openCheckpoints({ url: database.url, log: quiet });
  const turns = turnDepsOf({ deps, bookings, checkpoints, phrases: deps.phrases });
  const payments: PaymentDeps = {
    ...turns,
    providers: { stripe: createStripe(pay.stripe), square: createSquare(pay.square) },
    secretsKey: API_SECRETS_KEY,
    returnUrl: "https://book.example.com/paid",
  };
  const pushed = openPushChannels(push.map((one) => ({ ...one, load: async () => one })));
  const greet = greetWith(db, deps.phrases);
  const late = openLateEvents({ ...turns, channels: pushed, greet });
  const letters = openLetters({ ...deps, channels: pushed, secretsKey: API_SECRETS_KEY });
  const http = await createServer({
    ...deps,
    bookings,
    letters,
    signIn: openSignIn({
      ...{ db, key: Buffer.alloc(32, 8), newId: randomUUID, now, log: quiet, letters },
      publicUrl: settings.publicUrl ?? null,
    }),
    suggestions: createSuggestions(turns),
    replays: replays(turns),
    runningPrompts: promptRoomOf(turns).prompts,
    evalRuns: openEvalRuns(folder),
    webhooks: { secretsKey: API_SECRETS_KEY, mayCall: async (url) => !url.includes("inside") },
    manageLinks,
    intakeLinks,
    payments,
    channels,
    consoleFeed,
    windowHoursOf: windowHoursWith(channels, pushed),
    inbound: openInbound({
      ...{ ...deps, secretsKey: API_SECRETS_KEY, log: quiet },
      ...{ channels: pushed, greet, late },
    }),
    connecting: {
      ...{ db, now, secretsKey: API_SECRETS_KEY, publicUrl: settings.publicUrl ?? null },
      connectables: connectablesOf(pushed, channels),
    },
    channelHost: ({ name }) =>
      openChannelHost(db, {
        ...{ channel: name, account: "site", live, now, newId: randomUUID },
        greet: async () => ({ text: "Xin chào!", choices: [] }),
        findAccount: (account) => findAccount(db, API_SECRETS_KEY, name, account),
        organizationOfApiKey: async (key) => (await findApiKey(db, key))?.organization ?? null,
        signingKey: Buffer.alloc(32, 7),
      }),
    log: pino({ level: "info" }, { write: (line: string) => logged.push(line) }),
    staticFiles,
    pairingCodeOf: pairingCodesIn(folder, now),
    setUpTemplates: () => readTemplates("templates"),
    settings: { ...defaults, ...settings },
    metrics: new Registry(),
  });
  servers.push(http);
  return {
    db,
    url: database.url,
    http,
    clinic,
    spa,
    logged,
    turns,
    money: payments,
    manageLinks,
    intakeLinks,
    dataDir: folder,
    setClock: (instant) => {
      clock = new Date(instant);
    },
    now,
    close: async () => {
      await http.close();
      await consoleFeed.close();
      await live.close();
      await checkpoints.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
