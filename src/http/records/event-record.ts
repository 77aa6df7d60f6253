import type { Selectable } from "kysely";
import type { z } from "zod";

import type { BookingEventsTable } from "#src/db/tables/bookings.ts";
import type { EventRecord } from "../contract/event.ts";

/** The row is kept in the shape of the contract; what it has beyond that is cut when it is sent. */
export const toEventRecord = ({
  timestamp,
  ...row
}: Selectable<BookingEventsTable>): z.output<typeof EventRecord> => ({
  ...row,
  timestamp: timestamp.toISOString(),
});
