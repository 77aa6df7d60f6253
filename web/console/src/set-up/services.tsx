import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import type { ServiceRecord } from "#src/http/contract/catalog.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoney } from "../texts/say-time.ts";
import { servicesQuery, skillsQuery } from "./catalog-queries.ts";
import { catalogTexts } from "./catalog-texts.ts";
import type { Field } from "./field.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { type Thing, Things } from "./things.tsx";
import { useMoney } from "./use-organization.ts";

type Service = z.output<typeof ServiceRecord>;

/** What can be booked. */
export const Services = () => {
  const texts = useTexts(catalogTexts);
  const language = useLanguage();
  const services = useQuery(servicesQuery);
  const fields = useServiceFields(services.data?.services ?? []);
  const toThing = (service: Service): Thing => {
    const { service_id: id, name, active, duration_minutes: minutes, price } = service;
    const parts = [`${minutes} ${texts.minutes}`, price && sayMoney(language, price)];
    return {
      id,
      name,
      active,
      detail: parts.filter(Boolean).join(" · "),
      values: valuesOf(service),
    };
  };
  return (
    <Things
      title={useTexts(setUpTexts).sections.services}
      lead={texts.services.lead}
      addLabel={texts.services.add}
      path="/services"
      query={useQuery({
        ...servicesQuery,
        select: (list) => list.services.map(toThing),
      })}
      fields={fields}
    />
  );
};

const valuesOf = (service: Service) => ({
  ...{ name: service.name, description: service.description, aliases: service.aliases },
  durationMinutes: service.duration_minutes,
  bufferBeforeMinutes: service.buffer_before_minutes,
  bufferAfterMinutes: service.buffer_after_minutes,
  capacity: service.max_capacity,
  priceMinor: service.price?.minor,
  depositMinor: service.deposit_minor,
  paymentRequired: service.payment_required,
  paymentMethods: service.payment_methods,
  requiredSkills: service.required_skills,
  consultationServiceId: service.consultation_service_id,
  travels: service.travels,
});

const useServiceFields = (services: readonly Service[]): Field[] => {
  const { services: texts, minutes, people } = useTexts(catalogTexts);
  const { currency, times } = useMoney();
  const skills = useQuery(skillsQuery).data?.skills ?? [];
  const money = { kind: "number", suffix: currency, times, orNull: true } as const;
  const time = { kind: "number", suffix: minutes } as const;
  return [
    {
      name: "name",
      kind: "text",
      label: texts.name,
      needed: true,
      group: texts.basics,
      wide: true,
    },
    { name: "description", kind: "words", label: texts.description, hint: texts.descriptionHint },
    { name: "aliases", kind: "tags", label: texts.aliases, hint: texts.aliasesHint, wide: true },
    { name: "durationMinutes", ...time, label: texts.duration, needed: true, group: texts.time },
    {
      name: "capacity",
      kind: "number",
      suffix: people,
      label: texts.capacity,
      hint: texts.capacityHint,
    },
    {
      name: "bufferBeforeMinutes",
      ...time,
      label: texts.bufferBefore,
      hint: texts.bufferBeforeHint,
    },
    { name: "bufferAfterMinutes", ...time, label: texts.bufferAfter, hint: texts.bufferAfterHint },
    { name: "priceMinor", ...money, label: texts.price, hint: texts.priceHint, group: texts.money },
    { name: "depositMinor", ...money, label: texts.deposit },
    {
      name: "paymentMethods",
      kind: "tags",
      label: texts.methods,
      hint: texts.methodsHint,
      wide: true,
    },
    { name: "paymentRequired", kind: "switch", label: texts.paymentRequired, wide: true },
    {
      ...{ name: "requiredSkills", kind: "tags", label: texts.skills, hint: texts.skillsHint },
      ...{ group: texts.who, wide: true },
      options: skills.map((skill) => ({ value: skill, label: skill })),
    },
    {
      ...{ name: "consultationServiceId", kind: "choice", orNull: true },
      ...{ label: texts.consultation, hint: texts.consultationHint, wide: true },
      options: services.map(({ service_id, name }) => ({ value: service_id, label: name })),
    },
    { name: "travels", kind: "switch", label: texts.travels, wide: true },
  ];
};
