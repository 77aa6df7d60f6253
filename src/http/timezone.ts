import { isTimezone } from "#src/domain/is-timezone.ts";

interface Zoned {
  readonly timezone: string | null;
}

/** Everything that may say whose clock is meant; absent and null say nothing. */
export interface ZoneSources {
  /** What the request names. */
  readonly asked?: string | undefined;
  readonly lead?: Zoned | undefined;
  readonly provider?: Zoned | undefined;
  readonly location?: Zoned | undefined;
  readonly organization: { readonly timezone: string };
}

/**
 * Whose clock local times are on, by 004: as asked, else the lead's, the provider's or location's,
 * the organization's. Null when the zone asked for does not exist.
 */
export const zoneOf = ({
  asked,
  lead,
  provider,
  location,
  organization,
}: ZoneSources): string | null => {
  if (asked !== undefined) return isTimezone(asked) ? asked : null;
  const known = [lead, provider, location].find((source) => isTimezone(source?.timezone ?? ""));
  return known?.timezone ?? organization.timezone;
};
