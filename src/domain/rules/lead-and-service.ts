import { check, type Rule } from "./rule.ts";

export const serviceConfirmed: Rule = ({ facts }) =>
  check(facts.service !== null, `service is ${facts.service?.name}`, "no service is confirmed");

export const serviceInCatalog: Rule = ({ facts }) =>
  check(
    facts.service?.active === true,
    "service is in the catalog",
    "service is not in the catalog or not offered any more",
    { service: facts.service?.name ?? "" },
  );

export const leadNotBlocked: Rule = ({ facts }) =>
  check(facts.lead?.blocked === false, "lead may book", "lead is blocked or not known");

const reachable = ["phone", "email"];

/** Any channel a lead wrote from reaches them, unless the organization asks for phone or e-mail. */
export const contactKnown: Rule = ({ facts }) => {
  const kinds = facts.lead?.reachableBy ?? [];
  const enough =
    facts.policy.contactNeeded === "any"
      ? kinds.length > 0
      : kinds.some((kind) => reachable.includes(kind));
  return check(enough, `reachable by ${kinds.join(", ")}`, "no contact of the lead is known");
};

export const sopFieldsComplete: Rule = ({ facts }) => {
  const missing = facts.sop?.filter(({ met }) => !met);
  const first = missing?.[0];
  return check(
    missing?.length === 0,
    "all required questions are answered",
    missing ? `not answered: ${missing.map(({ field }) => field).join(", ")}` : "questions unknown",
    { field: first?.field ?? "", question: first?.question[facts.language] ?? "" },
  );
};
