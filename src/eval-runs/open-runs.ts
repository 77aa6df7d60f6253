import { lstat, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { SuiteResult } from "./suite-result.ts";
import { type RunSummary, summaryOf } from "./summary.ts";

/** Runs shown, the newest; more are found by comparing files on the machine itself. */
const mostRuns = 30;
const mostBytes = 32 * 1_024 * 1_024;
const runName = /^\w[\w.-]{0,79}$/u;

/** A run by the name of its file; null summary: the file is no run of this version. */
export interface ListedRun {
  readonly name: string;
  readonly at: Date;
  readonly summary: RunSummary | null;
}

/** Results of `npm run evals`, as they lie in a folder. Nothing is ever written there. */
export interface EvalRuns {
  /** The newest first; none where the folder is not there. */
  list(): Promise<readonly ListedRun[]>;
  /** Null: there is no such run, or its file is none. */
  read(name: string): Promise<SuiteResult | null>;
}

interface Known {
  readonly version: string;
  readonly summary: RunSummary | null;
}

export const openEvalRuns = (folder: string): EvalRuns => {
  const known = new Map<string, Known>();
  const read = async (name: string): Promise<SuiteResult | null> => {
    const found = await findRun(folder, name);
    return found && parseRun(await readFile(found.file, "utf8"));
  };
  return {
    read,
    list: async () => {
      const found = await listRuns(folder);
      const listed: ListedRun[] = [];
      for (const { name, at, version } of found) {
        const before = known.get(name);
        const isSame = before?.version === version;
        const run = isSame ? null : await read(name);
        const summary = isSame ? before.summary : run && summaryOf(run);
        known.set(name, { version, summary });
        listed.push({ name, at, summary });
      }
      return listed;
    },
  };
};

interface Found {
  readonly name: string;
  readonly file: string;
  readonly at: Date;
  /** Another one when the file has changed. */
  readonly version: string;
}

/** A plain file of the folder itself: no name leads out of it, and no link either. */
const findRun = async (folder: string, name: string): Promise<Found | null> => {
  if (!runName.test(name)) return null;
  const file = path.join(folder, `${name}.json`);
  const stats = await lstat(file).catch(unlessMissing);
  if (!stats?.isFile() || stats.size > mostBytes) return null;
  return { name, file, at: stats.mtime, version: `${stats.mtimeMs}/${stats.size}` };
};

const listRuns = async (folder: string): Promise<readonly Found[]> => {
  const files = (await readdir(folder).catch(unlessMissing)) ?? [];
  const names = files.flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -5)] : []));
  const found = await Promise.all(names.map((name) => findRun(folder, name)));
  return found
    .filter((one) => one !== null)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, mostRuns);
};

const unlessMissing = (error: unknown): null => {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
};

const parseRun = (text: string): SuiteResult | null => {
  try {
    return SuiteResult.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
