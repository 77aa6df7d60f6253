import { Alert, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { PairingAnswer } from "#src/http/contract/channel-accounts.ts";
import { ask } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { accountsTexts } from "./accounts-texts.ts";
import { channelAccountsQuery } from "./channel-queries.ts";
import { Copyable } from "./copyable.tsx";
import { QrImage } from "./qr-image.tsx";
import { Loaded } from "./section.tsx";
import classes from "./set-up.module.css";

const everyMs = 4_000;

/** How a phone is linked: what to run on the server, then the code to scan, then that it is done. */
export const WhatsAppPairing = () => {
  const texts = useTexts(accountsTexts);
  const isLinked = useQuery({
    ...channelAccountsQuery,
    refetchInterval: everyMs,
    select: (accounts) =>
      accounts.some(({ channel, status }) => channel === "whatsapp-web" && status === "active"),
  }).data;
  const pairing = useQuery({
    queryKey: ["set-up", "/channels/whatsapp-web/pairing"],
    queryFn: ({ signal }) =>
      ask(PairingAnswer, "GET", "/channels/whatsapp-web/pairing", { signal }),
    refetchInterval: everyMs,
    // A code opens the number: it is not kept.
    gcTime: 0,
  });
  return (
    <Loaded query={pairing}>
      {({ command, code }) => (
        <div className={classes.pairing} aria-live="polite">
          <Alert color="yellow">{texts.pairingRisk}</Alert>
          <Text size="sm">{texts.pairingRun}</Text>
          <Copyable label={texts.pairingCommand} value={command} />
          {code !== null && (
            <>
              <Text size="sm">{texts.pairingScan}</Text>
              <QrImage value={code} label={texts.pairingCode} />
            </>
          )}
          {code === null && (
            <Text size="sm" c={isLinked ? "var(--good)" : "var(--quiet)"}>
              {isLinked ? texts.pairingDone : texts.pairingWaits}
            </Text>
          )}
        </div>
      )}
    </Loaded>
  );
};
