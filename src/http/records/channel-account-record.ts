import type { z } from "zod";

import type { OwnAccount } from "#src/delivery/accounts.ts";
import type { ChannelKind } from "#src/delivery/push-channels.ts";
import type { Language } from "#src/domain/facts.ts";
import type { ChannelAccountRecord, ChannelRecord } from "../contract/channel-accounts.ts";

export const toChannelRecord = (
  { name, options = [], elsewhere }: ChannelKind,
  language: Language,
): z.output<typeof ChannelRecord> => ({
  channel: name,
  options: options.map(({ name, isSecret, isRequired, hint }) => ({
    ...{ name, secret: isSecret, required: isRequired, hint: hint[language] },
  })),
  elsewhere: elsewhere?.[language] ?? null,
});

export const toChannelAccountRecord = (
  row: OwnAccount,
  given: Pick<z.output<typeof ChannelAccountRecord>, "settings" | "webhook_url">,
): z.output<typeof ChannelAccountRecord> => ({
  channel: row.channel,
  account: row.account,
  name: row.name,
  status: row.status === "revoked" ? "revoked" : "active",
  ...given,
  created_at: row.created_at.toISOString(),
  health: {
    failures: row.failures,
    paused_until: row.paused_until?.toISOString() ?? null,
    dead_deliveries: Number(row.dead),
  },
});
