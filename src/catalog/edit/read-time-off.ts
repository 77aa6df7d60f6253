import type { ThingKind } from "#src/db/queries/catalog-things.ts";
import { isDateOf } from "./edit-override.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";

/** Who is away, and when: whole local dates with both ends included, or from an instant to another. */
export interface TimeOffDraft {
  readonly providerId?: string;
  readonly locationId?: string;
  readonly resourceId?: string;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly start?: Date;
  readonly end?: Date;
  readonly reason?: string;
}

/** What is away: a person, a place, a thing. */
export interface TimeOffOwner {
  readonly kind: Exclude<ThingKind, "service">;
  readonly id: string;
}

export type TimeOffPeriod =
  | { readonly startDate: string; readonly endDate: string }
  | { readonly from: Date; readonly to: Date };

/** The one owner a draft names. */
export const ownerOf = ({
  providerId,
  locationId,
  resourceId,
}: TimeOffDraft): TimeOffOwner | EditRefusal => {
  const named: TimeOffOwner[] = [
    ...(providerId === undefined ? [] : [{ kind: "provider" as const, id: providerId }]),
    ...(locationId === undefined ? [] : [{ kind: "location" as const, id: locationId }]),
    ...(resourceId === undefined ? [] : [{ kind: "resource" as const, id: resourceId }]),
  ];
  const [owner] = named;
  return owner && named.length === 1 ? owner : refuseEdit("one_owner", "providerId");
};

/** The one period a draft names; its dates are on the calendar of `zone`. */
export const periodOf = (draft: TimeOffDraft, zone: string): TimeOffPeriod | EditRefusal => {
  const { startDate, endDate, start, end } = draft;
  const given = Object.values({ startDate, endDate, start, end }).filter(Boolean).length;
  if (given !== 2) return refuseEdit("one_period", "startDate");
  if (start && end) return instants(start, end);
  if (startDate !== undefined && endDate !== undefined) return dates(zone, startDate, endDate);
  return refuseEdit("one_period", "startDate");
};

const instants = (from: Date, to: Date): TimeOffPeriod | EditRefusal =>
  from < to ? { from, to } : refuseEdit("period_backwards", "end");

const dates = (zone: string, startDate: string, endDate: string): TimeOffPeriod | EditRefusal => {
  if (!isDateOf(zone, startDate)) return refuseEdit("impossible_date", "startDate");
  if (!isDateOf(zone, endDate)) return refuseEdit("impossible_date", "endDate");
  return startDate <= endDate ? { startDate, endDate } : refuseEdit("period_backwards", "endDate");
};
