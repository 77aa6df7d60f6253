interface Keyed {
  readonly key: string;
}

interface Referring {
  readonly locations: readonly Keyed[];
  readonly providers: readonly (Keyed & { readonly hours: readonly { location: string }[] })[];
  readonly services: readonly (Keyed & {
    readonly providers: readonly string[];
    readonly price: number | null;
    readonly payment?: unknown;
  })[];
}

interface Report {
  addIssue(issue: { code: "custom"; message: string; path: (string | number)[] }): void;
}

/** Keys are unique, and whatever a template names in one place it defines in another. */
export const checkReferences = (template: Referring, report: Report): void => {
  const complain = (path: (string | number)[], message: string) =>
    report.addIssue({ code: "custom", message, path });
  const kinds = ["locations", "providers", "services"] as const;
  for (const kind of kinds) {
    const keys = template[kind].map(({ key }) => key);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) < index) complain([kind, index, "key"], `${key} is used twice`);
    });
  }
  const locations = new Set(template.locations.map(({ key }) => key));
  const providers = new Set(template.providers.map(({ key }) => key));
  template.providers.forEach(({ hours }, provider) => {
    hours.forEach(({ location }, index) => {
      const path = ["providers", provider, "hours", index, "location"];
      if (!locations.has(location)) complain(path, `there is no location ${location}`);
    });
  });
  template.services.forEach((service, index) => {
    service.providers.forEach((key, place) => {
      const path = ["services", index, "providers", place];
      if (!providers.has(key)) complain(path, `there is no provider ${key}`);
    });
    if (service.payment !== undefined && service.price === null) {
      complain(["services", index, "price"], "a payment in advance needs a price");
    }
  });
};
