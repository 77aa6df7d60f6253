import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const exclude = ["node_modules/**", "dist/**", "data/**"];

/** What replaces a module does so for everybody in its process: such a file has one of its own. */
const alone = globSync("**/*.test.ts", { exclude }).filter((file) =>
  /\bvi\s*\.\s*mock\(/u.test(readFileSync(file, "utf8")),
);

/** Begun last, each of these would keep one worker at it while the other is done. */
const long = ["test/faults/", "evals/cases.test.ts", ".browser.test.ts", "evals/"];

/** How long a start takes is measured beside as little as may be. */
const last = "test/faults/start.test.ts";

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      if (moduleId.endsWith(last)) return long.length + 1;
      const index = long.findIndex((part) => moduleId.includes(part));
      return index === -1 ? long.length : index;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: ["test/global-setup.ts"],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          isolate: false,
          include: ["**/*.test.ts"],
          exclude: [...exclude, ...alone],
        },
      },
      { extends: true, test: { name: "alone", include: alone, exclude } },
    ],
  },
});
