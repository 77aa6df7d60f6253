import { z } from "zod";

import { Id } from "./formats.ts";

export const TravelTime = z.strictObject({
  fromLocationId: Id,
  toLocationId: Id,
  minutes: z.int().min(0).max(1_440).nullable().describe("Null forgets the way"),
  both: z.boolean().default(false).describe("The way back takes as long"),
});

export const TravelTimeList = z.object({
  success: z.literal(true),
  travel_times: z.array(
    z.object({ from_location_id: Id, to_location_id: Id, minutes: z.number() }),
  ),
});
