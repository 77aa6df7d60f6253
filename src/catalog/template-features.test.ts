import { expect, test } from "vitest";

import { templateOf } from "../../test/template-of.ts";
import { templateNames } from "../../test/world.ts";
import type { Template } from "./template.ts";

type Service = Template["services"][number];

const someService =
  (has: (service: Service) => unknown) =>
  ({ services }: Template): boolean =>
    services.some((service) => Boolean(has(service)));

const says = (rules: object): boolean => Object.keys(rules).length > 0;

const features: Readonly<Record<string, (template: Template) => boolean>> = {
  "a payment in advance": someService(({ payment }) => payment),
  "a question": someService(({ questions }) => questions.length > 0),
  "what needs resources": someService(({ resources }) => resources.length > 0),
  "what needs a skill": someService(({ required_skills }) => required_skills.length > 0),
  "a package by one person": someService(({ parts, same_provider }) => parts && same_provider),
  "a package by several people": someService(({ parts, same_provider }) => parts && !same_provider),
  "a length to choose": someService(({ lengths }) => lengths),
  "a class that several share": someService(
    ({ capacity, participants }) => capacity > 1 && participants,
  ),
  "a class that needs a minimum": someService(
    ({ participants }) => participants && participants.least > 1,
  ),
  "a season": someService(({ seasons }) => seasons.length > 0),
  "a consultation first": someService(({ consultation }) => consultation),
  "visits at home": someService(({ travels }) => travels),
  "minutes between places": ({ travel }) => travel.length > 0,
  holidays: ({ locations }) => locations.some(({ holidays }) => holidays.length > 0),
  "somebody's time off": ({ providers }) => providers.some(({ time_off }) => time_off.length > 0),
  "rules of the organization": ({ policy }) => says(policy),
  "rules of a place": ({ locations }) => locations.some(({ rules }) => says(rules)),
  "rules of a service": someService(({ rules }) => says(rules)),
  "rules of a person": ({ providers }) => providers.some(({ rules }) => says(rules)),
  ratings: ({ providers }) => providers.some(({ rating }) => rating),
};

const everywhere = ["a payment in advance", "a question", "rules of a service", "ratings"];
const newer = [
  ...everywhere,
  "what needs a skill",
  "holidays",
  "somebody's time off",
  "rules of the organization",
  "rules of a place",
  "rules of a person",
];

const shown: Readonly<Record<(typeof templateNames)[number], readonly string[]>> = {
  "dental-clinic": [
    ...everywhere,
    "what needs resources",
    "what needs a skill",
    "a consultation first",
  ],
  "medical-spa": [...everywhere, "a class that several share", "rules of the organization"],
  "hair-salon": [
    ...newer,
    "what needs resources",
    "a package by one person",
    "a package by several people",
    "a length to choose",
    "a season",
  ],
  "driving-school": [
    ...newer,
    "what needs resources",
    "a length to choose",
    "a class that several share",
    "a class that needs a minimum",
    "a consultation first",
  ],
  "home-services": [
    ...newer,
    "a length to choose",
    "a season",
    "a consultation first",
    "visits at home",
    "minutes between places",
  ],
};

test.each(templateNames)("the template %s shows what it is there to show", (name) => {
  const template = templateOf(name);
  const found = Object.keys(features).filter((feature) => features[feature]?.(template));
  expect(found.toSorted()).toEqual(shown[name].toSorted());
});

test("no feature is shown by nobody", () => {
  const all = new Set(Object.values(shown).flat());
  expect([...all].toSorted()).toEqual(Object.keys(features).toSorted());
});
