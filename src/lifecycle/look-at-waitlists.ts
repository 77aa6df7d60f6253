import { listWaitlistPulses } from "#src/db/queries/waitlist.ts";
import { eachAlone } from "#src/each-alone.ts";
import type { LifecycleDeps } from "./lifecycle-deps.ts";
import { offerFreedTimes } from "./offer-freed-time.ts";

/** The periodic look at every waitlist; one in which nothing can have changed is passed over. */
export const openWaitlistLook = (deps: LifecycleDeps): (() => Promise<void>) => {
  const seen = new Map<string, string>();
  const offer = offerFreedTimes(deps);
  return async () => {
    const pulses = await listWaitlistPulses(deps.db, deps.now());
    await eachAlone(pulses, async ({ organizationId, pulse }) => {
      if (seen.get(organizationId) === pulse) return;
      await offer(organizationId);
      // Read before the look: what changed during it is looked at again.
      seen.set(organizationId, pulse);
    });
  };
};
