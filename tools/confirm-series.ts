import { z } from "zod";

import { defineTool } from "#src/agent/tool.ts";

export const confirmSeries = defineTool({
  name: "confirm_series",
  description:
    "Book all visits of the series that is held. The lead is asked to confirm them first; call again once they said yes.",
  effect: "write",
  input: z.object({ seriesId: z.string() }),
  offered: ({ series }) => series !== null,
  ids: ({ seriesId }) => [seriesId],
  consent: ({ seriesId }, { series }) =>
    series?.id === seriesId
      ? { kind: "confirm_series", seriesId, slots: series.slots, shownHash: series.shownHash }
      : null,
  run: ({ seriesId }, { bookings, caller, consent }) => {
    const request = { seriesId, consent };
    return bookings.confirmSeries(caller("confirm_series", request), request);
  },
});
