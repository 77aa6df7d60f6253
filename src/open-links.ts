import type { LeadLinks } from "#src/booking/enclose.ts";
import { openIntakeLinks } from "#src/booking/intake-link.ts";
import { openManageLinks } from "#src/booking/manage-link.ts";
import type { Config } from "./config.ts";
import { deriveKey } from "./secrets.ts";
import type { House } from "./start-house.ts";

/** Each purpose has a key of its own: its links are worth nothing for another. */
export const openLinks = ({ secret, turns }: House, config: Config): LeadLinks => {
  const settings = (purpose: string) => ({
    ...{ key: deriveKey(secret, purpose), publicUrl: config.PUBLIC_URL ?? null },
    ...{ now: turns.now, mostDays: config.MANAGE_LINK_DAYS },
  });
  return {
    manageLinks: openManageLinks(settings("manage-link")),
    intakeLinks: openIntakeLinks(settings("intake-link")),
  };
};
