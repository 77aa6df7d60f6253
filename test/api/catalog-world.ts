import { afterAll, beforeAll } from "vitest";

import { deskOf } from "./catalog-desk.ts";
import { type ApiWorld, openApiWorld } from "./world.ts";

/** An id that nothing has. */
export const nobody = "00000000-0000-4000-8000-000000000000";

/** The whole server for the tests of one file, and a desk at the spa. Usable inside tests and hooks. */
export const catalogWorld = () => {
  let opened: ApiWorld | undefined;
  beforeAll(async () => {
    opened = await openApiWorld();
  });
  afterAll(() => opened?.close());

  const open = (): ApiWorld => {
    if (!opened) throw new Error("the world opens before the first test");
    return opened;
  };
  const world: Pick<ApiWorld, "db" | "clinic" | "spa"> = {
    get db() {
      return open().db;
    },
    get clinic() {
      return open().clinic;
    },
    get spa() {
      return open().spa;
    },
  };
  const desk = deskOf({ ask: (...request) => world.spa.ask(...request) });
  return { world, desk };
};
