import type { Loading } from "./loading.ts";
import { sopsOfTemplate } from "./template-sops.ts";
import { writeSopVersion } from "./write-sop.ts";

/** How the organization works and what it asks its leads, and what it answers them. */
export const insertAnswers = async (loading: Loading): Promise<void> => {
  const { tx, template, organizationId, newId, now } = loading;
  for (const [position, { key, path, serviceIds, ...sop }] of sopsOfTemplate(template).entries()) {
    const written = {
      ...sop,
      id: newId("sop", path[0] === "sops" ? key : `questions ${key}`),
      serviceIds: serviceIds?.map((service) => newId("service", service)) ?? null,
      ...{ version: 1, active: true, madeAt: now, madeBy: "template" },
    };
    await writeSopVersion(tx, organizationId, written, position);
  }

  const answers = template.knowledge.map(({ topic, keywords, answer, active }, position) => ({
    ...{ organization_id: organizationId, id: newId("knowledge", topic) },
    ...{ topic, keywords, position, active },
    answer: JSON.stringify(answer),
  }));
  if (answers.length > 0) await tx.insertInto("knowledge").values(answers).execute();
};
