import { expect, test } from "vitest";

import { openTalk } from "../talk.ts";
import { openWorld, type TemplateName } from "../world.ts";

interface Booked {
  readonly template: TemplateName;
  readonly now: string;
  readonly lines: readonly string[];
  readonly service: string;
  readonly start: string;
}

/** One whole conversation in each vertical, up to the yes. */
const journeys: readonly Booked[] = [
  {
    template: "dental-clinic",
    now: "2026-02-05T09:00:00+07:00",
    lines: ["em muốn cạo vôi răng sáng thứ 3 lúc 9h", "có", "vâng"],
    service: "Cạo vôi răng",
    start: "2026-02-10T09:00:00+07:00",
  },
  {
    template: "medical-spa",
    now: "2026-02-05T09:00:00-05:00",
    lines: ["I'd like the facial on Tuesday at 2pm", "212-555-0187", "yes"],
    service: "Signature facial",
    start: "2026-02-10T14:00:00-05:00",
  },
  {
    template: "hair-salon",
    now: "2026-02-05T09:00:00+07:00",
    lines: ["cho em cắt và nhuộm chiều thứ 6 lúc 14h", "không", "dạ đúng rồi"],
    service: "Cắt và nhuộm",
    start: "2026-02-06T14:00:00+07:00",
  },
  {
    template: "driving-school",
    now: "2026-02-05T09:00:00-06:00",
    lines: [
      "an automatic lesson of 90 minutes on friday at 1:30pm please",
      "512-555-0142",
      "yes",
      "yes, that works",
    ],
    service: "Automatic lesson",
    start: "2026-02-06T13:30:00-06:00",
  },
  {
    template: "home-services",
    now: "2026-02-05T09:00:00+07:00",
    lines: [
      "em muốn vệ sinh máy lạnh thứ 7 lúc 13h ở Cầu Giấy",
      "12 Trần Thái Tông, phường Dịch Vọng",
      "0901234567",
      "dạ đúng rồi",
    ],
    service: "Vệ sinh máy lạnh",
    start: "2026-02-07T13:00:00+07:00",
  },
];

test.each(journeys)("$template books $service by chat", async (journey) => {
  const { template, now, lines, service, start } = journey;
  const world = await openWorld({ template, now });
  try {
    const talk = await openTalk(world);
    let last = "";
    for (const line of lines) last = (await talk.say(line)).text;
    const caller = world.caller({ actor: "lead", lead: talk.lead });
    const [booking] = await world.bookings.find(caller, talk.lead.id);
    expect(booking?.serviceName, last).toBe(service);
    expect(booking?.appointment?.start.toISOString(), last).toBe(new Date(start).toISOString());
  } finally {
    await world.close();
  }
});
