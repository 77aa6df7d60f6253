import { connect } from "#src/db/connect.ts";
import { openTestDatabase } from "./database.ts";
import { openWorldOn, type World, type WorldOptions } from "./world-on.ts";

export {
  type TemplateName,
  templateNames,
  type World,
  type WorldLead,
  type WorldOptions,
} from "./world-on.ts";

const silent = { info: () => undefined, warn: () => undefined };

/** An organization from a template on a database of this test file. */
export const openWorld = async ({
  connections = 10,
  ...options
}: WorldOptions = {}): Promise<World> => {
  const { db: few, url, close } = await openTestDatabase();
  const db = connections > 10 ? connect({ url, max: connections, log: silent }) : few;
  return openWorldOn(
    {
      db,
      url,
      close: async () => {
        if (db !== few) await db.destroy();
        await close();
      },
    },
    options,
  );
};
