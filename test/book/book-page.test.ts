import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ApiWorld, openApiWorld } from "../api/world.ts";
import { fillForm, formOf, linksOf, openPage, type Page, send } from "./pages.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const clinic = "/book/nha-khoa-hoa-mai";
const spaSlug = "willow-spa";

/** The times of a service at the clinic, from a date on. */
const timesOf = async (service: string, more = "") =>
  openPage(world, `${clinic}/times?lang=vi&service=${await world.clinic.service(service)}${more}`);

const slotsOf = (page: Page) => linksOf(page).filter((link) => link.includes("/details?"));

const person = { name: "Nguyễn Thị Lan", phone: "0905 123 456", consent: "yes" };

/** The page with the details of the first time from this date on. */
const detailsFrom = async (date: string, service = "Trám răng") => {
  const [first] = slotsOf(await timesOf(service, `&from=${date}`));
  if (first === undefined) throw new Error(`nothing is free from ${date}`);
  return openPage(world, first);
};

const bookingsOf = (phone: string) =>
  world.db
    .selectFrom("bookings")
    .innerJoin("leads", "leads.id", "bookings.lead_id")
    .select(["bookings.id", "bookings.state", "bookings.starts_at", "bookings.provider_id"])
    .where("leads.phone", "=", phone)
    .execute();

describe("booking on the public page", () => {
  test("from the list of services to an appointment with a file and a link of its own", async () => {
    const list = await openPage(world, `${clinic}?lang=vi`);
    expect(list.text).toContain("Trám răng");
    expect(list.text).toContain("400.000 ₫");
    const chosen = linksOf(list).find((link) => link.includes("/times?"));
    expect((await openPage(world, chosen ?? "")).status).toBe(200);
    const details = await detailsFrom("2026-03-10");
    const review = await send(world, fillForm(details, person));
    expect(review.status).toBe(200);
    expect(await bookingsOf("+84905123456")).toMatchObject([{ state: "SLOT_PROPOSED" }]);
    for (const said of ["Trám răng", "Nguyễn Thị Lan", "Thứ 3, 10/03", "400.000 ₫"]) {
      expect(review.text).toContain(said);
    }
    const booked = await send(world, formOf(review));
    expect(booked.status).toBe(200);
    expect(booked.text).toContain("Đã đặt lịch hẹn");
    const [{ state, starts_at } = { state: null, starts_at: null }] =
      await bookingsOf("+84905123456");
    expect(state).toBe("SLOT_CONFIRMED");
    expect(starts_at?.toISOString().slice(0, 10)).toBe("2026-03-10");
    const file = linksOf(booked).find((link) => link.endsWith("/invite.ics")) ?? "";
    expect((await openPage(world, file)).text).toContain("BEGIN:VCALENDAR");
    const manage = linksOf(booked).find((link) => /^\/b\/[\w-]+$/u.test(link)) ?? "";
    expect((await openPage(world, manage)).text).toContain("Trám răng");
  });

  test("in English, for a person asked for, at one branch", async () => {
    const service = await world.clinic.service("Trám răng");
    const page = await openPage(world, `${clinic}/times?lang=en&service=${service}`);
    expect(page.text).toContain("Tooth filling");
    expect(page.text).toContain('lang="en"');
    const wanted = await world.db
      .selectFrom("providers")
      .select("id")
      .where("name", "like", "%Cường")
      .executeTakeFirstOrThrow();
    const narrowed = await openPage(
      world,
      `${clinic}/times?lang=en&service=${service}&provider=${wanted.id}&from=2026-03-12`,
    );
    const details = await openPage(world, slotsOf(narrowed)[0] ?? "");
    const told = { name: "Ann", email: "ann@example.com", consent: "yes" };
    const review = await send(world, fillForm(details, told));
    expect(review.text).toContain("Review and confirm");
    expect(review.text).toContain("BS. Lê Minh Cường");
    expect((await send(world, formOf(review))).text).toContain("Your appointment is booked");
  });

  test("a form sent twice holds once, and a confirmation sent twice books once", async () => {
    const details = await detailsFrom("2026-03-16");
    const form = fillForm(details, { ...person, phone: "0905 000 001" });
    const reviews = await Promise.all([send(world, form), send(world, form)]);
    expect(reviews.map(({ status }) => status)).toEqual([200, 200]);
    const yes = formOf(reviews[0]);
    const booked = await Promise.all([send(world, yes), send(world, formOf(reviews[1]))]);
    expect(booked.map(({ status }) => status)).toEqual([200, 200]);
    expect((await send(world, yes)).status).toBe(200);
    expect(await bookingsOf("+84905000001")).toMatchObject([{ state: "SLOT_CONFIRMED" }]);
  });

  test("a time that was taken meanwhile is told, with times that are free", async () => {
    const details = await detailsFrom("2026-03-18");
    const late = await detailsFrom("2026-03-18");
    await send(world, fillForm(details, { ...person, phone: "0905 000 002" }));
    const lost = await send(world, fillForm(late, { ...person, phone: "0905 000 003" }));
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('role="alert"');
    const [other] = slotsOf(lost);
    const again = await openPage(world, other ?? "");
    const review = await send(world, fillForm(again, { ...person, phone: "0905 000 003" }));
    expect(review.status).toBe(200);
    expect(await bookingsOf("+84905000003")).toMatchObject([{ state: "SLOT_PROPOSED" }]);
  });

  test("a hold that has lapsed and went to somebody else cannot be confirmed", async () => {
    const details = await detailsFrom("2026-03-20");
    const review = await send(world, fillForm(details, { ...person, phone: "0905 000 004" }));
    const was = world.now().toISOString();
    world.setClock(new Date(world.now().getTime() + 31 * 60_000).toISOString());
    const [mine] = await bookingsOf("+84905000004");
    expect(mine?.starts_at).toBeNull();
    const other = await send(
      world,
      fillForm(await detailsFrom("2026-03-20"), { ...person, phone: "0905 000 005" }),
    );
    expect((await send(world, formOf(other))).status).toBe(200);
    const late = await send(world, formOf(review));
    expect(late.status).toBe(409);
    expect(await bookingsOf("+84905000004")).toMatchObject([{ state: "SLOT_PROPOSED" }]);
    world.setClock(was);
  });

  test("the questions of a service must be answered, and the answers are kept", async () => {
    const details = await detailsFrom("2026-03-23", "Bọc sứ");
    expect(details.text).toContain("khách hàng mới");
    const told = { ...person, phone: "0905 000 006" };
    const asked = await send(world, fillForm(details, told));
    expect([asked.status, asked.text.includes("trả lời giúp tất cả")]).toEqual([422, true]);
    const form = fillForm(details, { ...told, "answer.first_visit": "yes" });
    expect((await send(world, form)).status).toBe(200);
    const lead = await world.db
      .selectFrom("leads")
      .select("details")
      .where("phone", "=", "+84905000006")
      .executeTakeFirstOrThrow();
    expect(lead.details).toEqual({ first_visit: "yes" });
  });

  test.each([
    ["no name", { name: " " }, "cho chúng tôi biết tên"],
    ["nothing to reach them by", { phone: "" }, "số điện thoại hoặc e-mail"],
    ["a number nobody can call", { phone: "12" }, "Số điện thoại chưa đúng"],
    ["something that is no e-mail", { email: "lan@" }, "E-mail chưa đúng"],
    ["no consent", { consent: "" }, "cần đồng ý"],
  ])("with %s the form comes back filled in, and nothing is kept", async (_what, wrong, said) => {
    const details = await detailsFrom("2026-03-25");
    const told = { ...person, phone: "0905 000 007", ...wrong };
    const answer = await send(world, fillForm(details, told));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
    if (told.name.trim()) expect(answer.text).toContain("Nguyễn Thị Lan");
    expect(await bookingsOf("+84905000007")).toEqual([]);
  });

  test("what somebody types is text, and never a part of the page", async () => {
    const details = await detailsFrom("2026-03-25");
    const name = '<script>alert("x")</script>';
    const answer = await send(world, fillForm(details, { ...person, name, consent: "" }));
    expect(answer.text).not.toContain("<script");
  });
});

describe("forms that are not ours", () => {
  const tampered = (state: string) => {
    const [body = "", signature = ""] = state.split(".");
    const text = Buffer.from(body, "base64url")
      .toString()
      .replace('"participants":1', '"participants":2');
    return `${Buffer.from(text).toString("base64url")}.${signature}`;
  };

  test("forged, empty, changed, expired and foreign ones are refused, and nothing is held", async () => {
    const details = await detailsFrom("2026-03-26");
    const told = { ...person, phone: "0905 000 008" };
    const good = fillForm(details, told);
    for (const state of ["", "x.y", "x", tampered(good.fields.state ?? "")]) {
      const forged = { ...good, fields: { ...good.fields, state } };
      const answer = await send(world, forged);
      expect([answer.status, answer.text.includes("hết hạn")]).toEqual([403, true]);
    }
    const elsewhere = { ...good, path: good.path.replace("nha-khoa-hoa-mai", spaSlug) };
    expect((await send(world, elsewhere)).status).toBe(403);
    const wrongStep = { ...good, path: good.path.replace("/hold", "/confirm") };
    expect((await send(world, wrongStep)).status).toBe(403);
    const was = world.now().toISOString();
    world.setClock(new Date(world.now().getTime() + 121 * 60_000).toISOString());
    expect((await send(world, good)).status).toBe(403);
    world.setClock(was);
    expect(await bookingsOf("+84905000008")).toEqual([]);
  });

  test("the id of another organization's time opens nothing", async () => {
    const spa = await world.spa.service("");
    const page = await openPage(world, `/book/${spaSlug}/times?service=${spa}`);
    const [first = ""] = slotsOf(page);
    const query = first.slice(first.indexOf("?"));
    expect((await openPage(world, `${clinic}/details${query}`)).status).toBe(404);
  });
});

describe("the doors of the page", () => {
  test("an organization nobody knows is answered with what to do", async () => {
    const page = await openPage(world, "/book/nobody", { "accept-language": "vi" });
    expect(page.status).toBe(404);
    expect(page.text).toContain("Không tìm thấy trang đặt lịch");
  });

  test("other pages may show it in a frame, and no other page of ours", async () => {
    const page = await openPage(world, `${clinic}?lang=vi`);
    expect(page.headers["content-security-policy"]).toContain("frame-ancestors *");
    expect(page.headers["x-frame-options"]).toBeUndefined();
    const manage = await openPage(world, "/b/anything");
    expect(manage.headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(manage.headers["x-frame-options"]).toBe("SAMEORIGIN");
  });

  test("a service that is gone, a date that is none and a length beyond reason break nothing", async () => {
    const none = "00000000-0000-4000-8000-000000000000";
    expect((await openPage(world, `${clinic}/times?service=${none}`)).status).toBe(404);
    expect((await openPage(world, `${clinic}/times?service=x`)).status).toBe(404);
    expect((await timesOf("Trám răng", "&from=2026-02-30&people=9999&provider=x")).status).toBe(
      200,
    );
    expect((await timesOf("Trám răng", "&from=1999-01-01")).status).toBe(200);
    expect((await openPage(world, `${clinic}/details?slot=x`)).status).toBe(404);
  });

  test("a time that is held is not offered for the same person any more", async () => {
    const { id } = await world.db
      .selectFrom("providers")
      .select("id")
      .where("name", "like", "%Cường")
      .executeTakeFirstOrThrow();
    const asked = `&from=2026-03-30&provider=${id}`;
    const [first = ""] = slotsOf(await timesOf("Trám răng", asked));
    await send(world, fillForm(await openPage(world, first), { ...person, phone: "0905 000 009" }));
    const left = slotsOf(await timesOf("Trám răng", asked));
    expect(left.length).toBeGreaterThan(0);
    expect(left).not.toContain(first);
  });

  test("too many forms of one address are told to wait", async () => {
    const form = fillForm(await detailsFrom("2026-03-27"), { ...person, consent: "" });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await send(world, form, "10.9.9.9")).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });
});
