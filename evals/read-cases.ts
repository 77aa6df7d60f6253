import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";
import { z } from "zod";

import { EvalCase } from "./case.ts";

export const CASE_FOLDER = path.join(import.meta.dirname, "cases");

/**
 * Every case under the folder, by id. Throws with the file and what is wrong with it: a case that
 * does not parse, whose id is not its file's name, or that stands there twice.
 */
export const readCases = (folder: string = CASE_FOLDER): readonly EvalCase[] => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .toSorted();
  const cases = files.map((name) => readCase(path.join(folder, name)));
  const ids = new Set<string>();
  for (const { id } of cases) {
    if (ids.has(id)) throw new Error(`There are two cases ${id}`);
    ids.add(id);
  }
  return cases.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const readCase = (file: string): EvalCase => {
  const parsed = EvalCase.safeParse(parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file} is no case:\n${z.prettifyError(parsed.error)}`);
  const { id } = parsed.data;
  if (id !== path.basename(file, ".yaml")) throw new Error(`${file} has the id ${id}`);
  return parsed.data;
};
