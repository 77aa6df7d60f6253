import { type ConnectedAccount, closeAccount, findAccount } from "./accounts.ts";
import type { ConnectDeps } from "./connect-account.ts";

/** Milliseconds a provider has to stop its webhooks. */
const stopMs = 5_000;

/**
 * Lets go of an account: nothing more is sent, what comes is refused, what was said stays. What opened
 * it is forgotten, so that connecting it again needs it given again. False when it is none of the
 * organization's.
 */
export const disconnectAccount = async (
  { db, secretsKey, connectables }: Omit<ConnectDeps, "publicUrl" | "now">,
  of: Pick<ConnectedAccount, "organizationId" | "channel" | "account">,
): Promise<boolean> => {
  const found = await findAccount(db, secretsKey, of.channel, of.account);
  if (found?.organizationId !== of.organizationId) return false;
  if (!(await closeAccount(db, secretsKey, of))) return false;
  const channel = await connectables.find(of.channel);
  // A provider that cannot be told goes on in vain: from now on we refuse what it brings.
  await channel?.disconnect?.(found, AbortSignal.timeout(stopMs)).catch(() => undefined);
  return true;
};
