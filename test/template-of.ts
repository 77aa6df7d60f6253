import * as path from "node:path";

import { readTemplate } from "#src/catalog/read-template.ts";
import type { Template } from "#src/catalog/template.ts";
import type { NamedItem } from "#src/language/match-by-name.ts";
import type { TemplateName } from "./world.ts";

export const templateOf = (name: TemplateName): Template =>
  readTemplate(path.join(import.meta.dirname, `../templates/${name}.yaml`));

/** The services with every name a lead may call them by, in both languages. */
export const namedServices = ({ services }: Template): NamedItem[] =>
  services.map(({ key, name, aliases, translations }) => ({
    id: key,
    names: [name, ...Object.values(translations).map((words) => words.name), ...aliases],
  }));
