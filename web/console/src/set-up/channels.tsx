import { Alert, Modal, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";

import {
  ChannelList,
  type ChannelRecord,
  ConnectedAnswer,
} from "#src/http/contract/channel-accounts.ts";
import { ask } from "../api/ask.ts";
import { channelName } from "../inbox/channel-names.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { accountsTexts } from "./accounts-texts.ts";
import { ChannelAccountRow } from "./channel-account-row.tsx";
import { channelAccountsQuery } from "./channel-queries.ts";
import { Copyable } from "./copyable.tsx";
import { type Field, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { RowMove } from "./thing-row.tsx";
import { mayLeave } from "./use-unsaved.ts";
import { WhatsAppPairing } from "./whatsapp-pairing.tsx";

type Channel = z.output<typeof ChannelRecord>;
type Connected = z.output<typeof ConnectedAnswer>["channel_account"];

/** Where leads write from: what is connected, and what can be. */
export const Channels = () => {
  const texts = useTexts(accountsTexts);
  const shared = useTexts(setUpTexts);
  const language = useLanguage();
  const [chosen, setChosen] = useState<Channel | null>(null);
  const [connected, setConnected] = useState<Connected | null>(null);
  const channels = useQuery({
    // The hints of the options come in the language of whoever asks.
    queryKey: ["set-up", "/channels", language],
    queryFn: async ({ signal }) =>
      (await ask(ChannelList, "GET", "/channels", { signal })).channels,
  });
  const connect = (name: string): void => {
    const channel = channels.data?.find((one) => one.channel === name);
    if (channel) setChosen(channel);
  };
  return (
    <Section title={shared.sections.channels} lead={texts.channelsLead}>
      {connected && <Done connected={connected} />}
      <Title order={2} size={16}>
        {texts.connected}
      </Title>
      <Loaded query={useQuery(channelAccountsQuery)}>
        {(accounts) => (
          <ul className={`${classes.card} ${classes.rows}`}>
            {accounts.length === 0 && <li className={classes.row}>{shared.none}</li>}
            {accounts.map((account) => (
              <ChannelAccountRow
                key={`${account.channel} ${account.account}`}
                account={account}
                connect={() => connect(account.channel)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <Title order={2} size={16}>
        {texts.available}
      </Title>
      <Loaded query={channels}>
        {(list) => (
          <ul className={`${classes.card} ${classes.rows}`}>
            {list.map((channel) => (
              <li key={channel.channel} className={classes.row}>
                <div className={classes.rowWords}>
                  <Text fw={600}>{channelName(channel.channel)}</Text>
                  <Text size="sm" c="var(--quiet)">
                    {channel.elsewhere}
                  </Text>
                </div>
                <RowMove
                  label={channel.elsewhere === null ? texts.connect : texts.pair}
                  name={channelName(channel.channel)}
                  act={() => setChosen(channel)}
                  isPlain
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Modal
        opened={chosen !== null}
        onClose={() => mayLeave() && setChosen(null)}
        title={chosen && channelName(chosen.channel)}
        size="lg"
        closeButtonProps={{ "aria-label": shared.cancel }}
      >
        {chosen && chosen.elsewhere !== null && <WhatsAppPairing />}
        {chosen && chosen.elsewhere === null && (
          <ConnectForm
            channel={chosen}
            done={(answer) => {
              setConnected(answer);
              setChosen(null);
            }}
          />
        )}
      </Modal>
    </Section>
  );
};

interface ConnectFormProps {
  readonly channel: Channel;
  readonly done: (connected: Connected) => void;
}

/** A form made of the options the channel declares. */
const ConnectForm = ({ channel: { channel, options }, done }: ConnectFormProps) => {
  const texts = useTexts(accountsTexts);
  const queries = useQueryClient();
  const fields = options.map(
    ({ name, secret, required, hint }): Field => ({
      ...{ name, kind: secret ? "secret" : "text", label: name, needed: required, wide: true },
      hint: secret ? `${hint} ${texts.kept}` : hint,
    }),
  );
  const send = async (given: Record<string, unknown>): Promise<void> => {
    const body = { channel, options: given };
    done((await ask(ConnectedAnswer, "POST", "/channel-accounts", { body })).channel_account);
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
  return (
    <FieldsForm fields={fields} initial={valuesOf(fields, {})} send={send} label={texts.connect} />
  );
};

const Done = ({ connected }: { readonly connected: Connected }) => {
  const texts = useTexts(accountsTexts);
  const { channel, name, webhook_url, next } = connected;
  return (
    <Alert color="green" role="status" title={`${channelName(channel)}: ${name}`}>
      {next && (
        <Text size="sm" mb="xs">
          {texts.next} {next}
        </Text>
      )}
      {webhook_url && <Copyable label={texts.webhook} value={webhook_url} />}
    </Alert>
  );
};
