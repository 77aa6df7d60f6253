import { z } from "zod";

import { deliveryStatuses } from "#src/domain/delivery-status.ts";
import * as formats from "./formats.ts";

export const ListDeliveries = formats.Page.extend({
  status: z.enum(deliveryStatuses).optional(),
});
