import { Badge, Text } from "@mantine/core";
import { z } from "zod";

import type { ChannelAccountRecord } from "#src/http/contract/channel-accounts.ts";
import { ask } from "../api/ask.ts";
import { channelName } from "../inbox/channel-names.ts";
import { useTexts } from "../texts/language.ts";
import { accountsTexts } from "./accounts-texts.ts";
import { Copyable } from "./copyable.tsx";
import classes from "./set-up.module.css";
import { RowMove } from "./thing-row.tsx";
import { useAct } from "./use-act.ts";

interface ChannelAccountRowProps {
  readonly account: z.output<typeof ChannelAccountRecord>;
  readonly connect: () => void;
}

/** A connected account: how it is, its webhook's address, and how it ends. */
export const ChannelAccountRow = ({ account: shown, connect }: ChannelAccountRowProps) => {
  const texts = useTexts(accountsTexts);
  const { act, busy } = useAct();
  const { channel, account, name, status, webhook_url, health } = shown;
  const title = `${channelName(channel)} · ${name ?? account}`;
  const at = `/channel-accounts/${encodeURIComponent(channel)}/${encodeURIComponent(account)}`;
  const disconnect = (): void => {
    if (!window.confirm(texts.disconnectSure(title))) return;
    void act(() => ask(z.unknown(), "DELETE", at));
  };
  const troubles = [
    health.paused_until && texts.paused,
    health.dead_deliveries > 0 && texts.dead(health.dead_deliveries),
  ].filter(Boolean);
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Text fw={600}>{title}</Text>
        <Badge
          size="sm"
          variant="light"
          color={status === "active" ? "green" : "red"}
          c={status === "active" ? "var(--good)" : "var(--bad)"}
        >
          {texts.statuses[status]}
        </Badge>
        {troubles.length > 0 && (
          <Text size="sm" c="var(--warn)">
            {troubles.join(" · ")}
          </Text>
        )}
        {webhook_url && (
          <>
            <Text size="sm" c="var(--quiet)" my={4}>
              {texts.webhookHint}
            </Text>
            <Copyable label={texts.webhook} value={webhook_url} />
          </>
        )}
      </div>
      <div className={classes.rowMoves}>
        {status === "revoked" && (
          <RowMove label={texts.reconnect} name={title} act={connect} isPlain />
        )}
        <RowMove label={texts.disconnect} name={title} act={disconnect} busy={busy} />
      </div>
    </li>
  );
};
