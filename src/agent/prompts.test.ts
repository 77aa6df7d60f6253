import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterAll, expect, test } from "vitest";

import { loadPrompt } from "./prompts.ts";

const folder = mkdtempSync(path.join(tmpdir(), "slotwise-prompts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = (header: string, text: string) => {
  const file = path.join(folder, "any.md");
  writeFileSync(file, `---\n${header}\n---\n${text}`);
  return loadPrompt(file);
};

const header = (variables: string) =>
  `id: any\nversion: 1\npurpose: A test\nvariables: [${variables}]\nevals: [happy]`;

test("fills every place of a variable, and values are not filled again", () => {
  const prompt = load(header("name"), "Hello {{name}}, {{name}}!");
  expect(prompt.fill({ name: "{{name}}" })).toBe("Hello {{name}}, {{name}}!");
  expect(prompt).toMatchObject({ id: "any", version: 1, evals: ["happy"] });
});

test.each([
  ["a variable that is not declared", header(""), "Hello {{name}}"],
  ["a declared variable that is not used", header("name"), "Hello"],
  ["no version", "id: any\npurpose: x\nvariables: []\nevals: []", "Hello"],
  ["a field nobody knows", `${header("")}\nmodel: gpt`, "Hello"],
])("%s is found when it is loaded", (_what, head, text) => {
  expect(() => load(head, text)).toThrow();
});

test("a value that is missing is found when it is filled", () => {
  expect(() => load(header("name"), "Hello {{name}}").fill({})).toThrow("any needs name");
});

test("the hash changes with every word, of the header too", () => {
  const hashes = [
    load(header(""), "Hello").hash,
    load(header(""), "Hello!").hash,
    load(header("").replace("version: 1", "version: 2"), "Hello").hash,
  ];
  expect(new Set(hashes).size).toBe(3);
  expect(load(header(""), "Hello").hash).toBe(hashes[0]);
});

test("every prompt of the product loads and is called as its file", () => {
  const prompts = path.join(import.meta.dirname, "../../prompts");
  const files = readdirSync(prompts).filter((name) => name.endsWith(".md"));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    expect(`${loadPrompt(path.join(prompts, file)).id}.md`).toBe(file);
  }
});
