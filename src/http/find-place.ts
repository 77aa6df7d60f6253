import { refuse } from "#src/booking/refuse.ts";
import {
  type Location,
  listLocations,
  listProviders,
  type Provider,
} from "#src/db/queries/catalog.ts";
import type { ErrorReply } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";

/** Undefined where the request leaves it open. */
export interface Place {
  readonly provider: Provider | undefined;
  readonly location: Location | undefined;
}

interface Named {
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
}

type Found =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly answer: ErrorReply };

/** The provider and the location a request names; what it does not name stays open. */
export const findPlace = async (
  deps: Pick<ServerDeps, "db" | "phrases">,
  call: ApiCall,
  { providerId, locationId }: Named,
): Promise<Found> => {
  const { id } = call.organization;
  const provider =
    providerId === undefined
      ? undefined
      : (await listProviders(deps.db, id)).find((one) => one.id === providerId);
  const location =
    locationId === undefined
      ? undefined
      : (await listLocations(deps.db, id)).find((one) => one.id === locationId);
  if (providerId !== undefined && !provider) {
    const no = refuse(deps, call, "unknown_provider", `there is no provider ${providerId}`);
    return { ok: false, answer: refused(no, { field: "providerId" }) };
  }
  if (locationId !== undefined && !location) {
    const no = refuse(deps, call, "unknown_location", `there is no location ${locationId}`);
    return { ok: false, answer: refused(no, { field: "locationId" }) };
  }
  return { ok: true, place: { provider, location } };
};
