import { createTransport } from "nodemailer";

import { isLocal, type MailboxSettings } from "./mailbox-settings.ts";

/** Milliseconds a server has for each step; the whole of sending has its own limit. */
const stepMs = 15_000;

/** A connection to the server that takes our letters, opened anew for each. */
export const smtpOf = ({ smtpHost, smtpPort, smtpUser, smtpPassword }: MailboxSettings) =>
  createTransport({
    ...{ host: smtpHost, port: smtpPort, secure: smtpPort === 465 },
    // Else whoever stands between could strip the offer of TLS and read the password.
    requireTLS: !isLocal(smtpHost),
    auth: { user: smtpUser, pass: smtpPassword },
    ...{ connectionTimeout: stepMs, greetingTimeout: stepMs, socketTimeout: stepMs },
    // A letter's content is what we say, never a file of ours or an address it names.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
