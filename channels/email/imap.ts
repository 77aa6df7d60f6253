import { ImapFlow } from "imapflow";

import { isLocal, type MailboxSettings } from "./mailbox-settings.ts";

const stepMs = 15_000;

/** A client of the server that keeps our letters; not yet connected. */
export const imapOf = ({
  imapHost = "",
  imapPort,
  imapUser,
  imapPassword,
  smtpUser,
  smtpPassword,
}: MailboxSettings): ImapFlow => {
  const secure = imapPort === 993;
  const client = new ImapFlow({
    ...{ host: imapHost, port: imapPort, secure },
    // Else whoever stands between could strip the offer of TLS and read the password.
    ...(!secure && !isLocal(imapHost) && { doSTARTTLS: true }),
    auth: { user: imapUser ?? smtpUser, pass: imapPassword ?? smtpPassword },
    // Its log would hold letters.
    logger: false,
    disableAutoIdle: true,
    ...{ connectionTimeout: stepMs, greetingTimeout: stepMs, socketTimeout: 60_000 },
  });
  // A connection that breaks says so to whoever waits for it, and here, where nobody listens.
  client.on("error", () => undefined);
  return client;
};
