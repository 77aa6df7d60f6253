import type { AppointmentPart } from "./booking.ts";
import type { SlotPrice } from "./pricing/slot-price.ts";

/** An offerable time with the fields people and the API see (000 §6.1). Instants are UTC. */
export interface Slot {
  /** Opaque; minted by us; binds organization, service, provider, location and start. */
  readonly id: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly locationId: string;
  readonly locationName: string;
  /** IANA zone of the location. */
  readonly zone: string;
  readonly start: Date;
  readonly end: Date;
  readonly status: "available" | "reserved" | "booked" | "blocked";
  /** The services of a package, one after the other; absent for a single service. */
  readonly parts?: readonly AppointmentPart[];
  /** People it is for. */
  readonly participants: number;
  readonly capacity: number;
  readonly currentBookings: number;
  readonly canDoubleBook: boolean;
  readonly minNoticeMinutes: number;
  readonly cancellationAllowedUntil: Date;
  readonly heldBy: string | null;
  readonly heldUntil: Date | null;
  /** For everybody it is for; absent where the service has no price. An offered slot keeps its own. */
  readonly price?: SlotPrice;
  /** Fingerprint of what the lead is shown of a held slot; a consent must carry it. */
  readonly shownHash?: string;
}
