import { rm } from "node:fs/promises";

import { Client } from "pg";

/** The same server, another database. */
export const onDatabase = (url: string, database: string): string =>
  url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);

/** Runs `work` on a connection of its own. */
export const withClient = async <Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Removes the socket's folder of a server that is stopped for good. */
export const removeSocketDir = (url: string): Promise<void> =>
  rm(decodeURIComponent(new URL(url).hostname), { recursive: true, force: true });
