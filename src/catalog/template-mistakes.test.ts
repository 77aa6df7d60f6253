import { expect, test } from "vitest";
import { z } from "zod";

import { Template } from "./template.ts";

const raw = {
  slug: "hoa-mai",
  name: "Hoa Mai",
  locale: "vi",
  timezone: "Asia/Ho_Chi_Minh",
  currency: "VND",
  vertical: { title: { vi: "Nha khoa", en: "Dentist" }, brings: { vi: "Khám", en: "Check-ups" } },
  locations: [
    {
      key: "q1",
      name: "Q1",
      address: "1 Lê Lợi",
      hours: [{ days: ["mon"], open: ["08:00-12:00"] }],
    },
  ],
  providers: [
    {
      key: "an",
      name: "An",
      hours: [{ locations: ["q1"], days: ["mon"], open: ["08:00-12:00"] }],
    },
  ],
  services: [{ key: "kham", name: "Khám", duration_minutes: 30, providers: ["an"] }],
};
const [service] = raw.services;
const [place] = raw.locations;

const complaintOn = (template: object): string => {
  const { error } = Template.safeParse(template);
  return error ? z.prettifyError(error) : "none";
};

test.each([
  ["an unknown key", { ...raw, colour: "pink" }, "Unrecognized key"],
  ["an unknown timezone", { ...raw, timezone: "Saigon" }, "timezone"],
  [
    "a provider nobody defined",
    { ...raw, services: [{ ...service, providers: ["lan"] }] },
    "there is no provider lan\n  → at services[0].providers[0]",
  ],
  [
    "a location nobody defined",
    {
      ...raw,
      providers: [
        {
          key: "an",
          name: "An",
          hours: [{ locations: ["q9"], days: ["mon"], open: ["08:00-12:00"] }],
        },
      ],
    },
    "there is no location q9\n  → at providers[0].hours[0].locations[0]",
  ],
  [
    "hours that are none",
    {
      ...raw,
      locations: [{ ...place, hours: [{ days: ["mon"], open: ["8-12"] }] }],
    },
    "is not HH:MM-HH:MM\n  → at locations[0].hours[0].open[0]",
  ],
  [
    "a payment without a price",
    { ...raw, services: [{ ...service, payment: { methods: ["card"] } }] },
    "services[0].price",
  ],
  [
    "two services of one key",
    { ...raw, services: [service, service] },
    "kham is used twice\n  → at services[1].key",
  ],
  [
    "a way to nowhere",
    { ...raw, travel: [{ between: ["q1", "q9"], minutes: 10 }] },
    "there is no location q9\n  → at travel[0].between[1]",
  ],
  [
    "a holiday that runs backwards",
    { ...raw, locations: [{ ...place, holidays: [{ from: "2026-02-20", to: "2026-02-16" }] }] },
    "to is before from\n  → at locations[0].holidays[0]",
  ],
])("%s", (_what, broken, message) => {
  expect(complaintOn(broken)).toContain(message);
});

test.each([
  [
    "a skill the person lacks",
    { required_skills: ["laser"] },
    "an lacks the skill laser\n  → at services[0].providers[0]",
  ],
  [
    "a resource no place has",
    { resources: [{ kind: "sofa" }] },
    "there is no resource sofa\n  → at services[0].resources[0].kind",
  ],
  ["a service nobody gives", { providers: [] }, "nobody gives the service"],
  ["a visit where nobody travels", { travels: {} }, "an works at no area"],
  [
    "a consultation nobody defined",
    { consultation: "tu-van" },
    "there is no service tu-van\n  → at services[0].consultation",
  ],
  ["a consultation before itself", { consultation: "kham" }, "is the service itself"],
  [
    "a step that misses the most",
    { lengths: { least: 30, most: 60, step: 20 } },
    "does not lead from the least to the most\n  → at services[0].lengths.step",
  ],
  [
    "a usual length that cannot be chosen",
    { lengths: { least: 60, most: 90, step: 30 } },
    "is not between 60 and 90\n  → at services[0].duration_minutes",
  ],
  [
    "a party above the class",
    { capacity: 4, participants: { most: 5 } },
    "is above the capacity of 4\n  → at services[0].participants.most",
  ],
  [
    "a package of what is not there",
    { parts: [{ service: "kham" }, { service: "cat" }] },
    "there is no service cat\n  → at services[0].parts[1].service",
  ],
  [
    "a package in a package",
    { parts: [{ service: "kham" }, { service: "kham" }] },
    "kham is a package itself\n  → at services[0].parts[0].service",
  ],
  [
    "a wait that ends before it begins",
    { parts: [{ service: "kham", min_gap: 9 }, { service: "kham" }] },
    "max_gap is below min_gap",
  ],
  [
    "a season that runs backwards",
    { seasons: [{ from: "2026-02-15", to: "2026-01-17" }] },
    "services[0].seasons[0].to",
  ],
])("%s", (_what, change, message) => {
  expect(complaintOn({ ...raw, services: [{ ...service, ...change }] })).toContain(message);
});

test("consultations that lead back to their own service", () => {
  const chain = (consultations: readonly string[]) =>
    consultations.map((consultation, index) => ({
      ...{ ...service, key: `s${index}`, name: `Service ${index}`, consultation },
    }));
  const circle = complaintOn({ ...raw, services: chain(["s1", "s2", "s0"]) });
  for (const index of [0, 1, 2]) {
    expect(circle).toContain(`before it in turn\n  → at services[${index}].consultation`);
  }
  const last = { ...service, key: "s2", name: "Service 2" };
  expect(complaintOn({ ...raw, services: [...chain(["s1", "s2"]), last] })).toBe("none");
});

test("a template without a mistake parses", () => {
  expect(Template.parse(raw).services[0]?.capacity).toBe(1);
});
