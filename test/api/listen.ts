import type { AddressInfo } from "node:net";

import type { ApiWorld } from "./world.ts";

/** Lets the server be reached by browsers and sockets; answers the address it is reached at. */
export const listen = async ({ http }: Pick<ApiWorld, "http">): Promise<string> => {
  await http.listen({ host: "127.0.0.1", port: 0 });
  return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;
};
