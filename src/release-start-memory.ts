import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Gives back the memory that reading the modules took: some hundred megabytes, which V8 would keep
 * for as long as the process runs. Blocks for about 200 ms, so it belongs at the end of a start.
 */
export const releaseStartMemory = (): void => {
  setFlagsFromString("--expose-gc");
  const collect: NodeJS.GCFunction = runInNewContext("gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
};

/**
 * From here on V8 keeps its heap small at the price of collecting more often: for the one process in
 * which everything runs. Before the end of a start it would cost that start another second.
 */
export const staySmall = (): void => setFlagsFromString("--optimize-for-size");
