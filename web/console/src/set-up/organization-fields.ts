import { useTexts } from "../texts/language.ts";
import type { Field } from "./field.ts";
import { type PolicyKey, policyTexts } from "./policy-texts.ts";

type Unit = keyof (typeof policyTexts)["vi"]["units"];

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The fields of the organization's form, in groups. */
export const useOrganizationFields = (): Field[] => {
  const texts = useTexts(policyTexts);
  const say = (name: PolicyKey) => {
    const [label = "", hint] = texts.keys[name];
    return { name, label, hint };
  };
  const amount = (name: PolicyKey, unit: Unit | null, orNull = false): Field => ({
    ...say(name),
    ...{ kind: "number", orNull },
    ...(unit && { suffix: texts.units[unit] }),
    ...(unit === "hours" && { times: 60 }),
  });
  const choice = (name: PolicyKey, labels: Readonly<Record<string, string>>): Field => ({
    ...say(name),
    ...{ kind: "choice", needed: true, options: optionsOf(labels) },
  });
  const inGroup = (group: string, [first, ...rest]: readonly Field[]): Field[] =>
    first ? [{ ...first, group }, ...rest] : [];
  const { groups } = texts;
  return [
    ...inGroup(texts.about, [
      { name: "name", kind: "text", label: texts.name, hint: texts.nameHint, needed: true },
      { name: "phone", kind: "text", label: texts.phone, hint: texts.phoneHint, orNull: true },
    ]),
    ...inGroup(texts.approval, [
      {
        ...{ name: "approval_mode", kind: "choice", needed: true, wide: true },
        ...{ label: texts.modeLabel, hint: texts.modeHint, options: optionsOf(texts.modes) },
      },
    ]),
    ...inGroup(groups.booking, [
      amount("minNoticeMinutes", "hours"),
      amount("maxAdvanceDays", "days", true),
      amount("maxPerDay", null, true),
      amount("maxPerDayPerLead", null, true),
      amount("slotIntervalMinutes", "minutes", true),
      amount("holdMinutes", "minutes"),
      choice("contactNeeded", texts.contacts),
    ]),
    ...inGroup(groups.changing, [
      amount("rescheduleDeadlineMinutes", "hours"),
      amount("cancellationDeadlineMinutes", "hours"),
      amount("maxReschedules", "times"),
      choice("whenProviderUnavailable", texts.unavailable),
      amount("apologyHoldMinutes", "hours"),
    ]),
    ...inGroup(groups.proposing, [
      amount("slotsPerProposal", null),
      amount("minSlotsToPropose", null),
      amount("proposalWindowDays", "days"),
      choice("proposalStrategy", texts.strategies),
      amount("waitlistOfferMinutes", "minutes"),
      amount("waitlistDays", "days"),
    ]),
    ...inGroup(groups.telling, [
      { ...say("fromMinute"), kind: "time" },
      { ...say("toMinute"), kind: "time" },
      amount("reminderRepeatMinutes", "hours"),
      amount("reminderAttempts", "times"),
      amount("noShowGraceMinutes", "minutes"),
      amount("abandonAfterDays", "days"),
      { ...say("copies"), kind: "choices", options: optionsOf({ email: "E-mail", sms: "SMS" }) },
      { ...say("tellProviders"), kind: "switch" },
    ]),
    ...inGroup(groups.paying, [
      amount("paymentMinutes", "hours"),
      amount("paymentAttempts", "times"),
    ]),
  ];
};
