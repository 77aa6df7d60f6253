import { lstat, mkdtemp, rename, rm } from "node:fs/promises";

const TAKEN = new Set(["ENOTEMPTY", "EEXIST", "ENOTDIR"]);

/**
 * Makes a folder whole or not at all: `fill` works in a draft beside it, which then takes the
 * name in one step. Of several processes one wins and the others use its folder. Returns
 * whether this call made it.
 */
export const publishFolder = async (
  folder: string,
  fill: (draft: string) => Promise<void>,
): Promise<boolean> => {
  if (await exists(folder)) return false;
  const draft = await mkdtemp(`${folder}-draft-`);
  try {
    await fill(draft);
    await rename(draft, folder);
    return true;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (TAKEN.has(errorCode(error)) && (await exists(folder))) return false;
    throw error;
  }
};

/** Whether something has this name; a link counts even when it leads nowhere. */
export const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === "ENOENT") return false;
      throw error;
    },
  );

/** The code Node or PostgreSQL gives an error, "" when it has none. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
