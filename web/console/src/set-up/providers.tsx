import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import type { ProviderRecord } from "#src/http/contract/catalog.ts";
import { useTexts } from "../texts/language.ts";
import { providersQuery, servicesQuery, skillsQuery } from "./catalog-queries.ts";
import { catalogTexts } from "./catalog-texts.ts";
import type { Field } from "./field.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { type Thing, Things } from "./things.tsx";

type Provider = z.output<typeof ProviderRecord>;

/** Who gives services. */
export const Providers = () => {
  const { providers: texts } = useTexts(catalogTexts);
  const toThing = (provider: Provider): Thing => ({
    ...{ id: provider.provider_id, name: provider.name, active: provider.active },
    detail: [
      provider.service_ids.length > 0 ? texts.count(provider.service_ids.length) : texts.noService,
      ...provider.skills,
    ].join(" · "),
    values: { ...provider, serviceIds: provider.service_ids },
  });
  return (
    <Things
      title={useTexts(setUpTexts).sections.providers}
      lead={texts.lead}
      addLabel={texts.add}
      path="/providers"
      query={useQuery({ ...providersQuery, select: (list) => list.providers.map(toThing) })}
      fields={useProviderFields()}
    />
  );
};

const useProviderFields = (): Field[] => {
  const { providers: texts } = useTexts(catalogTexts);
  const services = useQuery(servicesQuery).data?.services ?? [];
  const skills = useQuery(skillsQuery).data?.skills ?? [];
  return [
    { name: "name", kind: "text", label: texts.name, needed: true },
    { name: "email", kind: "text", label: texts.email, hint: texts.emailHint, orNull: true },
    {
      ...{ name: "serviceIds", kind: "choices", label: texts.gives, hint: texts.givesHint },
      wide: true,
      options: services.map(({ service_id, name }) => ({ value: service_id, label: name })),
    },
    {
      ...{ name: "skills", kind: "tags", label: texts.skills, hint: texts.skillsHint },
      wide: true,
      options: skills.map((skill) => ({ value: skill, label: skill })),
    },
    { name: "languages", kind: "tags", label: texts.languages, hint: texts.languagesHint },
    {
      ...{ name: "gender", kind: "choice", label: texts.gender, orNull: true },
      options: Object.entries(texts.genders).map(([value, label]) => ({ value, label })),
    },
    { name: "aliases", kind: "tags", label: texts.aliases, hint: texts.aliasesHint, wide: true },
  ];
};
