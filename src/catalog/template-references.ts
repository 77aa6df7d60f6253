import { comesBeforeItself } from "./comes-before-itself.ts";

interface Keyed {
  readonly key: string;
}

interface Referring {
  readonly locations: readonly (Keyed & {
    readonly kind: "branch" | "area";
    readonly resources: readonly (Keyed & { readonly kind: string })[];
  })[];
  readonly providers: readonly (Keyed & {
    readonly skills: readonly string[];
    readonly hours: readonly { readonly locations: readonly string[] }[];
  })[];
  readonly services: readonly ReferringService[];
  readonly travel: readonly { readonly between: readonly [string, string] }[];
  readonly price_rules: readonly (Keyed & {
    readonly service?: string | undefined;
    readonly location?: string | undefined;
  })[];
}

interface ReferringService extends Keyed {
  readonly duration_minutes?: number | undefined;
  readonly lengths?: { least: number; most: number; step: number } | undefined;
  readonly parts?: readonly { readonly service: string }[] | undefined;
  readonly providers: readonly string[];
  readonly required_skills: readonly string[];
  readonly resources: readonly { readonly kind: string }[];
  readonly consultation?: string | undefined;
  readonly travels?: unknown;
  readonly capacity: number;
  readonly participants?: { least: number; most: number } | undefined;
  readonly price: number | null;
  readonly payment?: unknown;
}

interface Report {
  addIssue(issue: { code: "custom"; message: string; path: (string | number)[] }): void;
}

type Complain = (path: (string | number)[], message: string) => void;

/** Keys are unique, and whatever a template names in one place it defines in another. */
export const checkReferences = (template: Referring, report: Report): void => {
  const complain: Complain = (path, message) => report.addIssue({ code: "custom", message, path });
  for (const kind of ["locations", "providers", "services", "price_rules"] as const) {
    const keys = template[kind].map(({ key }) => key);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) < index) complain([kind, index, "key"], `${key} is used twice`);
    });
  }
  const locations = new Set(template.locations.map(({ key }) => key));
  template.providers.forEach(({ hours }, provider) => {
    hours.forEach((entry, index) => {
      entry.locations.forEach((key, place) => {
        const path = ["providers", provider, "hours", index, "locations", place];
        if (!locations.has(key)) complain(path, `there is no location ${key}`);
      });
    });
  });
  template.travel.forEach(({ between }, index) => {
    between.forEach((key, place) => {
      if (!locations.has(key)) {
        complain(["travel", index, "between", place], `there is no location ${key}`);
      }
    });
  });
  template.price_rules.forEach((rule, index) => {
    for (const kind of ["service", "location"] as const) {
      const key = rule[kind];
      if (key !== undefined && !template[`${kind}s`].some((one) => one.key === key)) {
        complain(["price_rules", index, kind], `there is no ${kind} ${key}`);
      }
    }
  });
  template.services.forEach((service, index) => {
    checkService(template, service, (path, message) =>
      complain(["services", index, ...path], message),
    );
  });
};

const checkService = (template: Referring, service: ReferringService, complain: Complain): void => {
  checkPeople(template, service, complain);
  checkParts(template, service, complain);
  const kinds = new Set(
    template.locations.flatMap(({ resources }) => resources.map((r) => r.kind)),
  );
  service.resources.forEach(({ kind }, index) => {
    if (!kinds.has(kind)) complain(["resources", index, "kind"], `there is no resource ${kind}`);
  });
  const { consultation, lengths, participants, capacity, price, payment } = service;
  if (consultation !== undefined && !template.services.some(({ key }) => key === consultation)) {
    complain(["consultation"], `there is no service ${consultation}`);
  }
  checkOrder(template, service, complain);
  if (lengths && !isBetween(service.duration_minutes, lengths)) {
    complain(["duration_minutes"], `is not between ${lengths.least} and ${lengths.most}`);
  }
  if (lengths && (lengths.most - lengths.least) % lengths.step !== 0) {
    complain(["lengths", "step"], "does not lead from the least to the most");
  }
  if (participants && capacity > 1 && participants.most > capacity) {
    complain(["participants", "most"], `is above the capacity of ${capacity}`);
  }
  if (payment !== undefined && price === null) {
    complain(["price"], "a payment in advance needs a price");
  }
};

const checkOrder = (
  { services }: Referring,
  { key: own, consultation }: ReferringService,
  complain: Complain,
): void => {
  const before = (key: string) => services.find((one) => one.key === key)?.consultation;
  if (consultation === own) complain(["consultation"], "is the service itself");
  else if (comesBeforeItself(own, before)) {
    complain(["consultation"], `${consultation} has ${own} before it in turn`);
  }
};

const isBetween = (
  usual: number | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): boolean => usual === undefined || (least <= usual && usual <= most);

const checkPeople = (
  { providers, locations }: Referring,
  { providers: named, parts, required_skills: skills, travels }: ReferringService,
  complain: Complain,
): void => {
  const kind = travels === undefined ? "branch" : "area";
  const places = locations.filter((place) => place.kind === kind).map(({ key }) => key);
  if (named.length === 0 && !parts) complain(["providers"], "nobody gives the service");
  named.forEach((key, index) => {
    const provider = providers.find((one) => one.key === key);
    if (!provider) {
      complain(["providers", index], `there is no provider ${key}`);
      return;
    }
    const missing = skills.find((skill) => !provider.skills.includes(skill));
    if (missing !== undefined) complain(["providers", index], `${key} lacks the skill ${missing}`);
    const worksThere = provider.hours.some((entry) =>
      entry.locations.some((place) => places.includes(place)),
    );
    if (!worksThere) complain(["providers", index], `${key} works at no ${kind}`);
  });
};

const checkParts = (
  { services }: Referring,
  { parts, duration_minutes }: ReferringService,
  complain: Complain,
): void => {
  if (!parts && duration_minutes === undefined) complain(["duration_minutes"], "is missing");
  (parts ?? []).forEach(({ service }, index) => {
    const part = services.find(({ key }) => key === service);
    const path = ["parts", index, "service"];
    if (!part) complain(path, `there is no service ${service}`);
    if (part?.parts) complain(path, `${service} is a package itself`);
  });
};
