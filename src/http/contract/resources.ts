import { z } from "zod";

import { Affected } from "./catalog-affected.ts";
import { Id } from "./formats.ts";

const Word = z.string().trim().min(1).max(100);

const resource = { name: z.string().trim().min(1).max(200), kind: Word, locationId: Id };

/** A chair, a room, a machine. Services ask for a quantity of a kind. */
export const NewResource = z.strictObject({
  ...resource,
  active: z.boolean().exactOptional(),
});

export const ResourceChange = z.strictObject({
  name: resource.name.exactOptional(),
  kind: resource.kind.exactOptional(),
  locationId: resource.locationId.exactOptional(),
  active: z.boolean().exactOptional().describe("False retires it"),
  force: z.boolean().default(false).describe("Retire it although appointments lie ahead"),
});

const ResourceRecord = z
  .object({
    resource_id: Id,
    name: z.string(),
    kind: z.string(),
    location_id: Id,
    active: z.boolean(),
  })
  .meta({ id: "Resource" });

export const ResourceAnswer = z.object({
  success: z.literal(true),
  resource: ResourceRecord,
  affected: Affected,
});

export const ResourceList = z.object({
  success: z.literal(true),
  resources: z.array(ResourceRecord),
});
