import { readFile } from "node:fs/promises";
import * as path from "node:path";
import type { ZodType } from "zod";

import { actRow } from "./act-row.ts";
import { dialogueRow } from "./dialogue-row.ts";
import type { Outside } from "./measures.ts";
import { timeRow } from "./time-row.ts";

/** One JSON value a line. Throws naming the file and the line that is not what it should be. */
const readLines = async <Row>(file: string, row: ZodType<Row>): Promise<Row[]> => {
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [row.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${path.basename(file)}, line ${index + 1} cannot be read`, { cause });
    }
  });
};

/** Reads `time-en`, `time-vi`, `sgd-user-acts` and `sgd-appointments` (.jsonl) of a folder. */
export const readOutside = async (folder: string): Promise<Outside> => {
  const at = (name: string): string => path.join(folder, `${name}.jsonl`);
  const [vi, en, acts, dialogues] = await Promise.all([
    readLines(at("time-vi"), timeRow),
    readLines(at("time-en"), timeRow),
    readLines(at("sgd-user-acts"), actRow),
    readLines(at("sgd-appointments"), dialogueRow),
  ]);
  return { times: [...vi, ...en], acts, dialogues };
};
