import * as path from "node:path";

import { readTemplate } from "./read-template.ts";
import type { Template } from "./template.ts";

const templateKeys = [
  "dental-clinic",
  "medical-spa",
  "hair-salon",
  "driving-school",
  "home-services",
] as const;

/** A template and the name of its file. */
export interface NamedTemplate {
  readonly key: string;
  readonly template: Template;
}

/** Every template of the folder, in the order in which they are offered. */
export const readTemplates = (folder: string): readonly NamedTemplate[] =>
  templateKeys.map((key) => ({ key, template: readTemplate(path.join(folder, `${key}.yaml`)) }));
