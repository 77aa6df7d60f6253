import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

import { Template } from "./template.ts";

/** Reads a template file. Throws with the file's name and the path of every mistake in it. */
export const readTemplate = (file: string): Template => {
  const parsed = Template.safeParse(parse(readFileSync(file, "utf8")));
  if (!parsed.success) {
    throw new Error(`${file} is not a template:\n${z.prettifyError(parsed.error)}`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
};
