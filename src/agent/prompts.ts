import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const Header = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  purpose: z.string(),
  variables: z.array(z.string()),
  evals: z.array(z.string()),
});

/** A prompt of prompts/<id>.md; its hash says exactly which words a turn was run with. */
export interface Prompt {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  /** Tags of the eval cases that prove it; none: all of them. */
  readonly evals: readonly string[];
  /** As it stands in the file, without its header. */
  readonly text: string;
  /** Throws when a variable of the prompt has no value. */
  fill(values: Readonly<Record<string, string>>): string;
}

const variable = /\{\{(\w+)\}\}/gu;

/** Reads a prompt; fails at once when its header and its text do not name the same variables. */
export const loadPrompt = (file: string): Prompt => {
  const source = readFileSync(file, "utf8");
  const [, header, text] = /^---\n(.*?)\n---\n(.*)$/su.exec(source) ?? [];
  if (header === undefined || text === undefined) throw new Error(`${file} has no front matter`);
  const { id, version, variables, evals } = Header.parse(parse(header));
  const used = new Set([...text.matchAll(variable)].map(([, name = ""]) => name));
  const declared = new Set(variables);
  const wrong = [...used.symmetricDifference(declared)];
  if (wrong.length > 0) throw new Error(`${file} declares or uses only: ${wrong.join(", ")}`);
  return {
    id,
    version,
    evals,
    text,
    hash: createHash("sha256").update(source).digest("hex").slice(0, 16),
    fill: (values) =>
      text.replaceAll(variable, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`prompt ${id} needs ${name}`);
        return value;
      }),
  };
};

/** A prompt by the name of its file, without .md. */
export interface NamedPrompt {
  readonly name: string;
  readonly prompt: Prompt;
}

/** Every agent*.md of a folder as it is now; one that cannot be read is left out and told of. */
export const listAgentPrompts = (
  folder: string,
  onBroken: (file: string, error: unknown) => void,
): readonly NamedPrompt[] =>
  readdirSync(folder)
    .filter((file) => /^agent[\w-]*\.md$/u.test(file))
    .toSorted()
    .flatMap((file) => {
      try {
        return [{ name: path.basename(file, ".md"), prompt: loadPrompt(path.join(folder, file)) }];
      } catch (error) {
        onBroken(file, error);
        return [];
      }
    });
