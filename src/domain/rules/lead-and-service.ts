import { isDueBefore, notAcceptedOf } from "../sop/judge-answers.ts";
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

/** What the move needs to be answered is; an answer that counts is one, whether it is liked or not. */
export const sopFieldsComplete: Rule = ({ facts, to }) => {
  const missing = facts.sop?.filter((one) => isDueBefore(one, to) && !one.met && !one.refused);
  const first = missing?.[0];
  return check(
    missing?.length === 0,
    "all required questions are answered",
    missing ? `not answered: ${missing.map(({ field }) => field).join(", ")}` : "questions unknown",
    { field: first?.field ?? "", question: first?.question[facts.language] ?? "" },
  );
};

/** The answers let the lead on. */
export const sopAnswersAccepted: Rule = ({ facts, to }) => {
  const refused = facts.sop?.filter((one) => isDueBefore(one, to) && one.refused);
  const first = refused?.[0];
  return check(
    refused?.length === 0,
    "no answer stands in the way",
    refused ? `not acceptable: ${refused.map(({ field }) => field).join(", ")}` : "answers unknown",
    notAcceptedOf(first, facts.language),
  );
};
