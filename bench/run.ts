import { readdir } from "node:fs/promises";

/** One measured line. Milliseconds are medians. */
export interface BenchRow {
  readonly name: string;
  readonly ms: number;
  /** The least any program could need for the same work, measured in the same run. */
  readonly floorMs: number;
  readonly ratio: number;
  /** Most milliseconds allowed. */
  readonly limit?: number;
}

/** What `bench/<section>.ts` answers from its export `run`. */
export interface BenchSection {
  readonly section: string;
  readonly rows: readonly BenchRow[];
}

const sectionNames = async (): Promise<string[]> => {
  const files = await readdir(import.meta.dirname);
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "run.ts")
    .map((file) => file.slice(0, -".ts".length))
    .sort();
};

const isOverLimit = ({ ms, limit }: BenchRow): boolean => limit !== undefined && !(ms <= limit);

const print = ({ section, rows }: BenchSection): void => {
  console.log(section);
  console.table(
    rows.map((row) => ({
      name: row.name,
      ms: row.ms.toFixed(3),
      "floor ms": row.floorMs.toFixed(3),
      ratio: row.ratio.toFixed(2),
      "limit ms": row.limit ?? "",
      "": isOverLimit(row) ? "too slow" : "",
    })),
  );
};

const known = await sectionNames();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(", ")}; there is ${known.join(", ")}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : known) {
  const { run }: { run: () => Promise<BenchSection> } = await import(`./${name}.ts`);
  const measured = await run();
  print(measured);
  if (measured.rows.some(isOverLimit)) process.exitCode = 1;
}
