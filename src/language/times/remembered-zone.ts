import { IANAZone } from "luxon";
import { zoneOffsets } from "#src/domain/availability/zone-offsets.ts";

class RememberedZone extends IANAZone {
  override offset(instant: number): number {
    return zoneOffsets(this.name).offsetAt(instant) / 60_000;
  }
}

const zones = new Map<string, RememberedZone>();

/** A zone that asks Intl for an offset once; luxon's own asks anew for every day it makes. */
export const rememberedZone = (name: string): IANAZone => {
  const zone = zones.get(name) ?? new RememberedZone(name);
  zones.set(name, zone);
  return zone;
};
