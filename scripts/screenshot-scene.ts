import { randomUUID } from "node:crypto";

import type { Db } from "#src/db/connect.ts";
import { createApiKey } from "#src/http/api-keys.ts";
import { insist, openWebLead } from "../test/direct-line.ts";

const site = "nha-khoa-hoa-mai";

/** People who write and what they say; the last line waits for an answer. */
const talks = [
  ["Trần Thu Hà", ["Em muốn cạo vôi răng 9h sáng thứ 4 tuần sau"]],
  ["Lê Quốc Bảo", ["Cho anh hỏi giá tẩy trắng răng"]],
  ["Phạm Ngọc Anh", ["Tôi muốn gặp người thật"]],
  ["Nguyễn Minh Châu", ["Chào em, chị muốn khám tổng quát chiều thứ 6"]],
] as const;

const guests = ["Đỗ Hải Yến", "Vũ Thanh Tùng", "Bùi Lan Hương", "Hoàng Gia Huy", "Ngô Bảo Trâm"];

/** What is there to be seen. */
export interface Furnished {
  readonly organizationId: string;
  /** A conversation that waits for a decision. */
  readonly conversationId: string;
  readonly turnId: string;
}

/** A clinic in the middle of its week: conversations that wait, and appointments ahead. */
export const furnish = async (db: Db, origin: string): Promise<Furnished> => {
  const { id: organizationId } = await db
    .updateTable("organizations")
    .set({ approval_mode: "review" })
    .where("slug", "=", site)
    .returning("id")
    .executeTakeFirstOrThrow();
  await appoint(db, origin, organizationId);
  const conversations: string[] = [];
  for (const [name, lines] of talks) {
    const lead = await openWebLead(() => origin, site);
    await db
      .updateTable("leads")
      .set({ name })
      .where(
        "id",
        "=",
        db.selectFrom("conversations").select("lead_id").where("id", "=", lead.conversationId),
      )
      .execute();
    for (const line of lines) await lead.say(line);
    conversations.push(lead.conversationId);
  }
  const [conversationId = ""] = conversations;
  const { turn_id: turnId } = await insist("a suggestion", () =>
    db
      .selectFrom("suggestions")
      .select("turn_id")
      .where("conversation_id", "=", conversationId)
      .executeTakeFirst(),
  );
  return { organizationId, conversationId, turnId };
};

/** The first Tuesday to Thursday ahead: everybody works. */
const workday = (ahead: number): string => {
  const days = Array.from({ length: 21 }, (_, n) => new Date(Date.now() + (n + 1) * 86_400_000));
  const open = days.filter((day) => [2, 3, 4].includes(day.getUTCDay()));
  return open[ahead]?.toISOString().slice(0, 10) ?? "";
};

export const busyDay = (): string => workday(0);

/** Appointments on the next days on which people work, most of them on the first. */
const appoint = async (db: Db, origin: string, organizationId: string): Promise<void> => {
  const made = { now: new Date(), newId: randomUUID };
  const { key } = await createApiKey(db, { organizationId, name: "pictures" }, made);
  const services = await db
    .selectFrom("services")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("name", "in", ["Khám tổng quát", "Cạo vôi răng", "Tẩy trắng răng", "Trám răng"])
    .execute();
  for (let n = 0; n < 18; n += 1) {
    const answer = await fetch(`${origin}/api/v1/bookings`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": randomUUID(),
      },
      body: JSON.stringify({
        lead: { name: guests[n % guests.length], phone: `+8490555${String(1_000 + n)}` },
        serviceId: services[n % services.length]?.id,
        date: workday(Math.floor(n / 6)),
        time: ["08:00", "09:30", "11:00", "13:30", "15:00", "16:30"][n % 6],
      }),
    });
    if (!answer.ok) throw new Error(`${n}: ${await answer.text()}`);
  }
};
