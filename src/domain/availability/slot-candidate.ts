/** A free slot that could be offered. Epoch milliseconds, half-open. */
export interface SlotCandidate {
  readonly start: number;
  readonly end: number;
  /** The slot with its buffers: what it would take from the provider. */
  readonly blockedStart: number;
  readonly blockedEnd: number;
  readonly providerId: string;
  readonly locationId: string;
}
