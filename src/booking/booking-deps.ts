import type { Db } from "#src/db/connect.ts";
import type { ChangeReason } from "#src/domain/change-reason.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";

/** What every use case of bookings is built from. */
export interface BookingDeps {
  readonly db: Db;
  readonly phrases: Phrasebook;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Signs slot ids. */
  readonly slotSecret: Buffer;
  /** What somebody's reason for a change comes to; null when there are no words. */
  readonly readReason: (words: string) => ChangeReason | null;
}
