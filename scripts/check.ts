import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";

const root = path.join(import.meta.dirname, "..");
const folders = [
  "src",
  "tools",
  "channels",
  "migrations",
  "web",
  "test",
  "bench",
  "evals",
  "scripts",
];
const mostLines = 300;

/** Tools start with `#!/usr/bin/env node`: that must be ours, not the system's. */
const withOwnNode = {
  ...process.env,
  PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}`,
};

const run = (command: string, args: readonly string[]): string => said(command, args).stdout;

/** What a linter that found nothing has printed. */
const said = (
  command: string,
  args: readonly string[],
): { readonly stdout: string; readonly stderr: string } => {
  const { status, stdout, stderr } = spawnSync(
    path.join(root, "node_modules/.bin", command),
    args,
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, env: withOwnNode },
  );
  if (status !== 0) {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    throw new Error(`${command} ${args.join(" ")} found something`);
  }
  return { stdout, stderr };
};

/** A file biome fails to read is one it has not checked, and it ends well all the same. */
const checkStyle = (): void => {
  const { stderr } = said("biome", ["check", "--error-on-warnings"]);
  if (!stderr.includes("internalError/panic")) return;
  process.stderr.write(stderr);
  throw new Error("biome has passed over a file");
};

const tracked = (): string[] =>
  spawnSync("git", ["ls-files", "*.ts", "*.tsx"], { cwd: root, encoding: "utf8" })
    .stdout.split("\n")
    .filter((file) => file !== "");

/** A file above the ceiling is several files that have not been told apart yet. */
const checkSizes = (): void => {
  const files = tracked();
  if (files.length === 0) throw new Error("git lists no source files: nothing was measured");
  const long = files
    .map((file) => ({
      file,
      lines: readFileSync(path.join(root, file), "utf8").split("\n").length - 1,
    }))
    .filter(({ lines }) => lines > mostLines);
  if (long.length > 0) {
    throw new Error(
      `longer than ${mostLines} lines:\n${long.map(({ file, lines }) => `  ${lines} ${file}`).join("\n")}`,
    );
  }
};

/** With a compiler it does not know, dependency-cruiser cruises nothing and finds nothing. */
const checkDependencies = (): void => {
  const report = JSON.parse(run("depcruise", [...folders, "--output-type", "json"]));
  const { totalCruised, violations } = report.summary;
  if (!(totalCruised > 0)) throw new Error("dependency-cruiser cruised 0 modules");
  if (violations.length > 0) {
    run("depcruise", [...folders, "--output-type", "err-long"]);
  }
  console.log(`  ${totalCruised} modules`);
};

const steps: readonly (readonly [string, () => void])[] = [
  ["biome", checkStyle],
  ["sizes", checkSizes],
  ["tsc", () => void run("tsc", ["-p", "."])],
  ["tsc of the console", () => void run("tsc", ["-p", "web/console"])],
  ["dependency-cruiser", checkDependencies],
  ["knip", () => void run("knip", [])],
];

for (const [name, step] of steps) {
  const started = performance.now();
  try {
    step();
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
  console.log(`${name} ok (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
