import { readFile, stat } from "node:fs/promises";
import * as path from "node:path";

/** Codes are replaced every minute at the latest; an older one was left by a process that is gone. */
const freshMs = 90_000;

/**
 * The code that `npm run whatsapp-web` keeps for the console while a number waits to be linked. Null
 * where none waits, or where the process runs on another machine.
 */
export const pairingCodesIn =
  (dataDir: string, now: () => Date) =>
  async (slug: string): Promise<string | null> => {
    const file = path.join(path.resolve(dataDir), "whatsapp-web", `${path.basename(slug)}.qr`);
    try {
      const { mtimeMs } = await stat(file);
      if (now().getTime() - mtimeMs > freshMs) return null;
      return await readFile(file, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
  };
