import * as path from "node:path";
import { build } from "vite";

/** The widget as it is delivered, built from the sources as they are now. */
export const buildWidget = async (): Promise<string> => {
  const built = await build({
    configFile: path.join(import.meta.dirname, "../web/widget/vite.config.ts"),
    logLevel: "error",
    build: { write: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs
    .flatMap((output) => ("output" in output ? output.output : []))
    .find(({ fileName }) => fileName === "widget.js");
  if (chunk?.type !== "chunk") throw new Error("The build made no widget.js");
  return chunk.code;
};
