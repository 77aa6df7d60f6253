import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { statesPage } from "./states-page.ts";

const file = path.join(import.meta.dirname, "../docs/states.md");
await mkdir(path.dirname(file), { recursive: true });
await writeFile(file, statesPage());
console.log(`wrote ${path.relative(process.cwd(), file)}`);
