import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readMessages } from "#src/conversation/transcript.ts";
import { doDueThings } from "#src/lifecycle/reminders/do-due-things.ts";
import { bookAtClinic, newPhone } from "../api/clinic.ts";
import { type ConsoleWorld, type Desk, openConsoleWorld } from "./console-browser.ts";
import { addPerson, type Person, work, write } from "./desk-world.ts";
import { seriousFaults } from "./serious-faults.ts";

let all: ConsoleWorld;
let mai: Desk;
let names = 0;
beforeAll(async () => {
  all = await openConsoleWorld();
  mai = await all.sit();
  await mai.signIn((await all.member("Trần Mai")).email);
}, 60_000);
afterAll(() => all.close());

/** A lead whose message the agent has a suggestion for. */
const suggested = async (
  text = "cho em đặt cạo vôi răng 9h sáng t4 tuần sau",
): Promise<Person & { readonly name: string }> => {
  names += 1;
  const name = `Khách ${names}`;
  const { world } = all;
  const person = await addPerson(world, world.clinic, { name, mode: "review" });
  await write(world, world.clinic, person, text);
  await work(world, world.clinic, person);
  return { ...person, name };
};

const saidTo = async ({ conversationId }: Person): Promise<string[]> => {
  const key = { organizationId: all.world.clinic.organizationId, conversationId };
  const messages = await readMessages(all.world.db, key, { afterSeq: 0, limit: 50 });
  return messages.filter(({ author }) => author !== "lead").map(({ text }) => text);
};

const suggestionOf = ({ conversationId }: Person) =>
  all.world.db
    .selectFrom("suggestions")
    .selectAll()
    .where("conversation_id", "=", conversationId)
    .orderBy("created_at", "desc")
    .executeTakeFirstOrThrow();

const card = (page: Page) => page.getByRole("region", { name: /AI muốn trả lời/u });

describe("signing in", () => {
  test("a wrong password is told, the right one opens the inbox, and signing out closes it", async () => {
    const desk = await all.sit({ language: "en-GB" });
    const { email } = await all.member("Lê Nam");
    await desk.page.goto(`${all.origin}/console/`);
    await desk.page.getByLabel("E-mail").fill(email);
    await desk.page.locator("input[name=password]").fill("not the password");
    await desk.page.getByRole("button", { name: "Sign in" }).click();
    await desk.page.getByRole("alert").getByText("is wrong").waitFor();
    await desk.signIn(email);
    await desk.page.getByRole("button", { name: "Account and settings" }).click();
    await desk.page.getByRole("menuitem", { name: "Sign out" }).click();
    await desk.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(desk.complaints).toEqual([]);
    await desk.context.close();
  });
});

describe("at the desk", () => {
  test("a conversation that begins now appears by itself, and so does what is said in it", async () => {
    await mai.page.goto(`${all.origin}/console/inbox`);
    await mai.page.getByText("Trực tiếp").or(mai.page.getByLabel("Trực tiếp")).first().waitFor();
    const lead = await suggested();
    const started = Date.now();
    await mai.page.getByRole("link", { name: new RegExp(lead.name, "u") }).click();
    expect(Date.now() - started).toBeLessThan(5_000);
    await card(mai.page).waitFor();
    await write(all.world, all.world.clinic, lead, "à thôi, em hỏi thêm chút");
    await mai.page.getByRole("log").getByText("em hỏi thêm chút").waitFor();
    // What the suggestion answered is not all that was said any more.
    await mai.page.getByText("khách vừa nhắn thêm").waitFor();
    expect(await card(mai.page).count()).toBe(0);
  });

  test("A approves: it can be taken back for five seconds, and is sent after them", async () => {
    const lead = await suggested();
    await mai.open(lead.conversationId);
    await card(mai.page).waitFor();
    await mai.page.keyboard.press("a");
    await mai.page.getByText(/Gửi sau/u).waitFor();
    await mai.page.keyboard.press("z");
    await card(mai.page).waitFor();
    expect(await saidTo(lead)).toEqual([]);
    const { text } = await suggestionOf(lead);
    await mai.page.keyboard.press("a");
    await mai.page
      .getByRole("log")
      .getByText(text ?? "")
      .waitFor();
    expect(await saidTo(lead)).toEqual([text]);
    expect((await suggestionOf(lead)).status).toBe("approved");
  });

  test("E edits with a reason; the words are checked, and become a case", async () => {
    const lead = await suggested();
    await mai.open(lead.conversationId);
    await card(mai.page).waitFor();
    await mai.page.keyboard.press("e");
    const box = mai.page.getByLabel("Lời sẽ gửi cho khách");
    await box.fill("Dạ em đã huỷ lịch cho chị rồi ạ.");
    await mai.page.getByText("Sai thông tin").click();
    await box.press("Control+Enter");
    await mai.page.getByText("Chưa gửi: có chỗ không đúng").waitFor();
    expect(await saidTo(lead)).toEqual([]);
    await mai.page.getByLabel("Lời sẽ gửi cho khách").fill("Dạ, chị đợi em một chút ạ.");
    await mai.page.getByText("Giọng điệu").click();
    await mai.page.getByRole("button", { name: "Gửi bản sửa" }).click();
    await mai.page.getByText("Bạn đã sửa rồi gửi.").waitFor();
    expect(await saidTo(lead)).toEqual(["Dạ, chị đợi em một chút ạ."]);
    expect((await suggestionOf(lead)).edit_reason).toBe("Giọng điệu");
    const [download] = await Promise.all([
      mai.page.waitForEvent("download"),
      mai.page.getByRole("button", { name: "Tải về làm ca kiểm thử" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^draft-[\da-f]{8}\.yaml$/u);
  }, 40_000);

  test("R rejects with a reason, and the conversation waits for people", async () => {
    const lead = await suggested();
    await mai.open(lead.conversationId);
    await card(mai.page).waitFor();
    await mai.page.keyboard.press("r");
    await mai.page.keyboard.type("Cần gọi cho khách");
    await mai.page.keyboard.press("Enter");
    await mai.page.getByText("Gợi ý bị từ chối: Cần gọi cho khách").waitFor();
    expect(await suggestionOf(lead)).toMatchObject({
      ...{ status: "rejected", reject_reason: "Cần gọi cho khách" },
    });
  });

  test("T takes over while the agent still thinks: it says nothing any more, and H gives it back", async () => {
    const { world } = all;
    const lead = await addPerson(world, world.clinic, { name: "Khách vội", mode: "auto" });
    await write(world, world.clinic, lead, "cho em đặt cạo vôi răng 9h sáng t4 tuần sau");
    await mai.open(lead.conversationId);
    const thinking = work(world, world.clinic, lead);
    await mai.page.keyboard.press("t");
    await mai.page.getByRole("button", { name: "Trả lại AI" }).waitFor();
    await thinking;
    const before = await saidTo(lead);
    await mai.page
      .getByRole("textbox", { name: "Trả lời", exact: true })
      .fill("Dạ em là Mai, em giúp chị ạ.");
    await mai.page.keyboard.press("Control+Enter");
    await mai.page.getByRole("log").getByText("em là Mai").waitFor();
    await work(world, world.clinic, lead);
    expect(await saidTo(lead)).toEqual([...before, "Dạ em là Mai, em giúp chị ạ."]);
    await mai.page.locator("body").click({ position: { x: 700, y: 5 } });
    await mai.page.keyboard.press("h");
    await mai.page.getByRole("button", { name: "Trả lại AI" }).waitFor({ state: "detached" });
  }, 40_000);

  test("of two at one suggestion one wins, and the other is told who", async () => {
    const nam = await all.sit();
    await nam.signIn((await all.member("Phạm Nam")).email);
    const lead = await suggested();
    await Promise.all([mai.open(lead.conversationId), nam.open(lead.conversationId)]);
    await Promise.all([card(mai.page).waitFor(), card(nam.page).waitFor()]);
    await mai.page.getByText("Phạm Nam cũng đang xem").waitFor();
    await Promise.all([mai.page.keyboard.press("a"), nam.page.keyboard.press("a")]);
    await Promise.all(
      [mai, nam].map(({ page }) => page.getByRole("log").getByText(/AI ·/u).waitFor()),
    );
    expect(await saidTo(lead)).toHaveLength(1);
    const { decided_by } = await suggestionOf(lead);
    const isMai =
      decided_by !== null && (await nam.page.getByText("Trần Mai đã duyệt").count()) > 0;
    const loser = isMai ? nam : mai;
    await loser.page.getByText(/đã duyệt gợi ý này trước bạn/u).waitFor();
    await nam.context.close();
  }, 60_000);

  test("the checklist names what is there and what is missing, and a move is made from it", async () => {
    const lead = await suggested();
    await mai.open(lead.conversationId);
    const panel = mai.page.getByRole("complementary", { name: "Khách và lịch hẹn" });
    await panel.getByRole("button", { name: /^(Chưa được|Được phép)? ?Đã chốt giờ/u }).click();
    await panel.getByText(/Đạt \d+\/\d+ điều kiện/u).waitFor();
    await panel.getByText("Khách chưa xác nhận rõ ràng giờ này.").waitFor();
    await panel.getByText("Đã đủ câu trả lời bắt buộc").waitFor();
    await panel.getByText("Hỏi khách:").first().waitFor();
    await panel.getByRole("radio").first().check();
    await panel.getByRole("button", { name: "Chốt giờ", exact: true }).click();
    await mai.page.getByText("Lịch hẹn: Đã chốt giờ").waitFor();
    const { state } = await all.world.db
      .selectFrom("bookings")
      .select("state")
      .where("lead_id", "=", lead.leadId)
      .executeTakeFirstOrThrow();
    expect(state).toBe("SLOT_CONFIRMED");
  }, 40_000);

  test("who did not come is noted as that, and what comes next is named", async () => {
    const { world } = all;
    const lead = await addPerson(world, world.clinic, { name: "Đào Mỹ Linh", phone: newPhone() });
    const now = world.now();
    const open = Array.from(
      { length: 7 },
      (_, n) => new Date(now.getTime() + (n + 2) * 86_400_000),
    );
    const day = open
      .find((date) => [2, 3, 4].includes(date.getUTCDay()))
      ?.toISOString()
      .slice(0, 10);
    const booked = await bookAtClinic(world, {
      leadId: lead.leadId,
      time: "10:00",
      ...(day && { date: day }),
    });
    expect(booked.status).toBe(201);
    world.setClock(new Date(Date.parse(`${day}T10:00:00+07:00`) - 20 * 3_600_000).toISOString());
    await doDueThings(world.turns)();
    world.setClock(`${day}T10:40:00+07:00`);
    await mai.open(lead.conversationId);
    const panel = mai.page.getByRole("complementary", { name: "Khách và lịch hẹn" });
    await panel.getByRole("button", { name: /Không đến/u }).click();
    await panel.getByRole("button", { name: "Khách không đến", exact: true }).click();
    await mai.page.getByText("Lịch hẹn: Không đến").waitFor();
    const row = await world.db
      .selectFrom("bookings")
      .select("state")
      .where("lead_id", "=", lead.leadId)
      .executeTakeFirstOrThrow();
    expect(row.state).toBe("NO_SHOW");
    world.setClock(now.toISOString());
  }, 40_000);

  test("J and K go through the queue, / calls up a canned reply, and ? names the keys", async () => {
    await suggested();
    await suggested();
    const reply = { shortcut: "diachi", language: "vi", text: "Dạ phòng khám ở 12 Lê Lợi ạ." };
    await all.world.clinic.ask("POST", "/canned-replies", reply);
    await mai.page.goto(`${all.origin}/console/inbox`);
    await mai.page.getByRole("link", { name: /Khách/u }).first().waitFor();
    await mai.page.keyboard.press("j");
    await mai.page.getByRole("log").waitFor();
    const first = mai.page.url();
    await mai.page.keyboard.press("j");
    await expect.poll(() => mai.page.url()).not.toBe(first);
    await mai.page.keyboard.press("k");
    await expect.poll(() => mai.page.url()).toBe(first);
    await mai.page.keyboard.press("n");
    await mai.page.keyboard.type("/dia");
    await mai.page.getByText(reply.text).waitFor();
    await mai.page.keyboard.press("Tab");
    expect(await mai.page.getByRole("textbox", { name: "Trả lời", exact: true }).inputValue()).toBe(
      reply.text,
    );
    await mai.page.keyboard.press("Escape");
    await mai.page.keyboard.press("?");
    await mai.page.getByRole("dialog").getByText("Tiếp quản hội thoại").waitFor();
    await mai.page.keyboard.press("Escape");
  });

  test("nothing was complained of by the browser", () => {
    expect(mai.complaints).toEqual([]);
  });
});

describe.each([
  ["light", 1440],
  ["dark", 1440],
  ["light", 360],
  ["dark", 360],
] as const)("in %s at %i px", (scheme, width) => {
  test("no screen has a serious fault, and nothing is cut off", async () => {
    const desk = await all.sit({ scheme, width, height: 740 });
    await desk.page.goto(`${all.origin}/console/`);
    await desk.page.getByLabel("E-mail").waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.signIn((await all.member(`Người ${scheme} ${width}`)).email);
    const lead = await suggested();
    await desk.page.getByRole("link", { name: new RegExp(lead.name, "u") }).waitFor();
    expect(await seriousFaults(desk.page)).toEqual([]);
    await desk.open(lead.conversationId);
    await card(desk.page).waitFor();
    await desk.page.waitForTimeout(500);
    expect(await seriousFaults(desk.page)).toEqual([]);
    const spills = await desk.page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(spills).toBeLessThanOrEqual(0);
    if (width === 360) {
      await desk.page.getByRole("button", { name: "Khách và lịch hẹn" }).click();
      await desk.page.getByRole("dialog").getByText("Bước tiếp theo").waitFor();
      expect(await seriousFaults(desk.page)).toEqual([]);
    }
    await desk.context.close();
  }, 60_000);
});
