import { z } from "zod";

import { Affected, AffectedServices } from "#src/http/contract/catalog-affected.ts";

/** Of the answer to an edit, what somebody must know besides that it is done. */
export const Edited = z.object({ affected: Affected, affectedServices: AffectedServices });
export type Edited = z.output<typeof Edited>;
