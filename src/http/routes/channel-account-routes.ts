import type { FastifyInstance } from "fastify";

import { listOwnAccounts, type OwnAccount } from "#src/delivery/accounts.ts";
import { connectAccount } from "#src/delivery/connect-account.ts";
import { webhookAddress } from "#src/delivery/connectables.ts";
import { disconnectAccount } from "#src/delivery/disconnect-account.ts";
import { managers } from "../access.ts";
import { created, failed, ok } from "../answer.ts";
import { connectionRefused, wordsIn } from "../connection-refused.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import {
  ChannelAccountList,
  ChannelList,
  ConnectedAnswer,
  NamedAccount,
  NewChannelAccount,
  PairingAnswer,
} from "../contract/channel-accounts.ts";
import { faultInOptions } from "../fault-in-options.ts";
import { faultInServers } from "../fault-in-servers.ts";
import { toChannelAccountRecord, toChannelRecord } from "../records/channel-account-record.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Channels";

/** The accounts through which people write to an organization. */
export const mountChannelAccounts = (
  http: FastifyInstance,
  {
    connecting,
    settings,
    pairingCodeOf,
  }: Pick<ServerDeps, "connecting" | "settings" | "pairingCodeOf">,
): void => {
  const { kinds } = connecting.connectables;

  mountRoute(http, {
    method: "GET",
    url: "/channels",
    tag,
    access: managers,
    summary: "Channels that can be connected, and what each needs",
    answers: { 200: ChannelList },
    run: async ({ call: { language } }) =>
      ok({ success: true, channels: kinds.map((kind) => toChannelRecord(kind, language)) }),
  });

  mountRoute(http, {
    method: "GET",
    url: "/channels/whatsapp-web/pairing",
    tag,
    access: managers,
    summary: "How a phone is linked to the unofficial WhatsApp, and the code while it waits",
    answers: { 200: PairingAnswer },
    run: async ({ call: { organization } }) => {
      const { slug } = organization;
      const command = `npm run whatsapp-web -- --organization ${slug} --i-accept-the-risk`;
      return ok({ success: true, command, code: await pairingCodeOf(slug) });
    },
  });

  mountRoute(http, {
    method: "GET",
    url: "/channel-accounts",
    tag,
    access: managers,
    summary: "Connected accounts and how they are",
    answers: { 200: ChannelAccountList },
    run: async ({ call }) => {
      const rows = await listOwnAccounts(connecting.db, call.organization.id);
      const givenOf = ({ channel, account, settings }: OwnAccount) => {
        const kind = kinds.find(({ name }) => name === channel);
        // What no form has given, such as a place on this machine, is not the caller's to see.
        return !kind || kind.elsewhere
          ? { settings: {}, webhook_url: null }
          : { settings, webhook_url: webhookAddress(kind, account, connecting.publicUrl) };
      };
      const channel_accounts = rows.map((row) => toChannelAccountRecord(row, givenOf(row)));
      return ok({ success: true, channel_accounts });
    },
  });

  mountConnecting(http, connecting, settings);

  mountRoute(http, {
    method: "DELETE",
    url: "/channel-accounts/:channel/:account",
    tag,
    access: managers,
    summary: "Disconnect an account: nothing more is sent or taken, what was said stays",
    params: NamedAccount,
    answers: { 200: RemovedAnswer },
    run: async ({ call: { organization, language }, params }) =>
      (await disconnectAccount(connecting, { ...params, organizationId: organization.id }))
        ? ok({ success: true })
        : failed("UNKNOWN_CHANNEL_ACCOUNT", language, "account"),
  });
};

/**
 * Connecting is the same however often it is done, so nothing is kept under an Idempotency-Key: what
 * is kept there is the request as it came, with its secrets.
 */
const mountConnecting = (
  http: FastifyInstance,
  connecting: ServerDeps["connecting"],
  { allowPrivateHosts }: ServerDeps["settings"],
): void =>
  mountRoute(http, {
    method: "POST",
    url: "/channel-accounts",
    tag,
    access: managers,
    summary: "Connect an account, or give anew what opens it",
    body: NewChannelAccount,
    answers: { 201: ConnectedAnswer },
    run: async ({ call: { organization, language }, body: { channel, options } }) => {
      const kind = connecting.connectables.kinds.find(({ name }) => name === channel);
      if (!kind) return failed("UNKNOWN_CHANNEL", language, "channel");
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ""));
      const fault = faultInOptions(kind, given, language);
      if (fault) return fault;
      const inside = allowPrivateHosts ? null : await faultInServers(kind, given, language);
      if (inside) return inside;
      const organizationId = organization.id;
      const connected = await connectAccount(connecting, { organizationId, channel, given });
      if (!connected.ok) return connectionRefused(connected, language);
      const { account, name, webhookUrl: webhook_url, next } = connected;
      return created({
        success: true,
        channel_account: {
          ...{ channel, account, name, webhook_url },
          next: next === null ? null : wordsIn(next, language),
        },
      });
    },
  });
