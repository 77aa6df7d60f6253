import type { ConsoleWorld, Desk } from "./console-browser.ts";

/** Opens a section of the set-up and waits for it. */
export const openSection = async (
  { origin }: Pick<ConsoleWorld, "origin">,
  { page }: Pick<Desk, "page">,
  section: string,
): Promise<void> => {
  await page.goto(`${origin}/console/set-up/${section}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
};

/** The next Tuesday, when the clinic of the template is open. */
export const nextTuesday = (): string => {
  const day = new Date(Date.now() + 24 * 3_600_000);
  while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};
