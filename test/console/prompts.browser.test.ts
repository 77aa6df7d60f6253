import { utimes } from "node:fs/promises";
import * as path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { PromptTrialAnswer } from "#src/http/contract/prompt-trial.ts";
import { addPerson as addMember } from "../api/people-signed-in.ts";
import { writeEvalRuns } from "../eval-run-of.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { addPerson, type Person, work, write } from "./desk-world.ts";
import { seriousFaults } from "./serious-faults.ts";

let all: ConsoleWorld;
let email: string;
let minh: Person;

beforeAll(async () => {
  all = await openConsoleWorld();
  const { world } = all;
  const lan = await addPerson(world, world.clinic, { mode: "auto" });
  for (const text of ["cho em đặt cạo vôi răng 9h sáng t4 tuần sau", "giá bao nhiêu ạ"]) {
    await write(world, world.clinic, lan, text);
    await work(world, world.clinic, lan);
  }
  minh = await addPerson(world, world.clinic, { mode: "review", name: "Minh" });
  await write(world, world.clinic, minh, "bên em ở đâu vậy");
  await work(world, world.clinic, minh);
  await writeEvalRuns(world.dataDir);
  await utimes(path.join(world.dataDir, "before.json"), 1_000_000, 1_000_000);
  const place = { organizationId: world.clinic.organizationId, role: "manager" as const };
  ({ email } = await addMember(world, { ...place, name: "Phạm Hà" }));
}, 90_000);
afterAll(() => all.close());

const sit = async (options: Parameters<ConsoleWorld["sit"]>[0] = {}): Promise<Desk> => {
  const desk = await all.sit(options);
  await desk.signIn(email);
  return desk;
};

/** What axe holds serious, and whether anything sticks out to the side. */
const lookAt = async ({ page }: Desk, name: string): Promise<void> => {
  const shots = process.env.SHOTS;
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await seriousFaults(page)).toEqual([]);
  const wide = await page.evaluate(
    "[...document.querySelectorAll('main > div > div')].map((one) => one.scrollWidth - one.clientWidth)",
  );
  expect(wide).toEqual([0]);
};

/** The same answer, had another prompt been tried for a while. */
const withTrial = (answer: z.output<typeof PromptTrialAnswer>) => {
  const { running, arms } = answer;
  const trial = { id: "agent-brief", version: 1, hash: "0000000000000001" };
  const counted = { turns: 900, conversations: 180 };
  const won = { hits: 126, count: 180, value: 0.7, low: 0.63, high: 0.76, enough: true };
  const [arm] = arms;
  if (!arm) throw new Error("nothing was counted");
  const may = { value: 0, low: -0.01, high: 0.01 };
  return {
    ...answer,
    running: { ...running, trial, share: 0.5 },
    arms: [
      { ...arm, arm: "control" },
      { ...arm, ...counted, arm: "trial", prompt: trial, measures: { ...arm.measures, won } },
    ],
    differences: {
      ...{ failures: may, safe: { value: 0.05, low: 0.01, high: 0.09 }, unchanged: null },
      ...{ edited: null, rejected: null, won: { value: 0.2, low: 0.06, high: 0.33 } },
    },
  };
};

describe("the prompt room", () => {
  test("a suggestion leads to its turn, and its conversation to all of them", async () => {
    const desk = await sit({ language: "en-GB" });
    const { page } = desk;
    await desk.open(minh.conversationId);
    await page.getByRole("link", { name: "Look into the turn" }).click();
    await page.getByRole("heading", { level: 1, name: /^Turn of/u }).waitFor();
    await page.getByText("Suggested", { exact: true }).waitFor();
    await page.getByText("Nothing was sent.").first().waitFor();
    await page.getByRole("link", { name: "Open the conversation" }).click();
    await page.getByRole("log").waitFor();
    await page.getByRole("button", { name: "Who has the last word" }).click();
    await page.getByRole("menuitem", { name: "Turns of the AI" }).click();
    await page.getByRole("link", { name: /bên em ở đâu vậy/u }).waitFor();
    expect(await page.getByRole("list", { name: "Turns" }).getByRole("link").count()).toBe(1);
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  }, 60_000);

  test.each([
    [1440, "light"],
    [360, "dark"],
  ] as const)(
    "%i px wide and %s, a turn is found and looked into",
    async (width, scheme) => {
      const desk = await sit({ width, scheme });
      const { page } = desk;
      const name = `${width}-${scheme}`;
      await page.getByRole("link", { name: "Prompt", exact: true }).click();
      await page.getByRole("link", { name: /cạo vôi răng/u }).waitFor();
      await lookAt(desk, `turns-${name}`);
      await page.getByRole("link", { name: /cạo vôi răng/u }).click();
      await page.getByRole("table").waitFor();
      await page.getByRole("button", { name: "Chạy lại" }).click();
      await page.getByText("Từng chữ giống nhau.").waitFor();
      await lookAt(desk, `turn-${name}`);
      if (process.env.SHOTS) {
        await page.getByText("Từng chữ giống nhau.").scrollIntoViewIfNeeded();
        await page.screenshot({ path: `${process.env.SHOTS}/replay-${name}.png` });
      }
      await page.getByRole("link", { name: "Thử nghiệm A/B" }).click();
      await page.getByText("Không có thử nghiệm nào.").waitFor();
      await page
        .getByText(/^0 trên [23] /u)
        .first()
        .waitFor();
      await page.route("**/api/v1/prompt-trial?days=7", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: withTrial(PromptTrialAnswer.parse(await answer.json())) });
      });
      await page.getByText("7 ngày", { exact: true }).click();
      await page.getByText("tốt hơn").waitFor();
      await page.getByText("+20 (+6 – +33)").waitFor();
      await lookAt(desk, `trial-${name}`);
      await page.getByRole("link", { name: "Kết quả eval" }).click();
      await page.getByRole("link", { name: /^after/u }).waitFor();
      await lookAt(desk, `runs-${name}`);
      await page.getByRole("link", { name: /^after/u }).click();
      await page.getByText("book-crowns-vi").click();
      await page.getByText("Dạ 99.000 ₫ ạ.").waitFor();
      await lookAt(desk, `run-${name}`);
      await page.getByRole("link", { name: "Các lần chạy" }).click();
      await page.getByRole("button", { name: "So sánh" }).click();
      await page.getByRole("heading", { name: "Hỏng (1)" }).waitFor();
      await lookAt(desk, `compare-${name}`);
      expect(desk.complaints).toEqual([]);
      await desk.context.close();
    },
    60_000,
  );
});
