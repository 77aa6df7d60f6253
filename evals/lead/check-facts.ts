import { findContact } from "#src/language/find-contact.ts";
import { findTimes } from "#src/language/find-times.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { EvalCase } from "../case.ts";

type Persona = NonNullable<EvalCase["persona"]>;

/** What a played lead may rest a statement on. */
export interface Ground {
  readonly persona: Persona;
  readonly locale: "vi" | "en";
  readonly now: Date;
  readonly zone: string;
  /** All that was said to them; what was offered may be taken up. */
  readonly heard: readonly string[];
}

const digits = (text: string): string => text.replace(/\D/gu, "").slice(-9);

const contactFaults = (text: string, { persona }: Ground): string[] => {
  const country = "VN";
  const { phone, email } = findContact(text, { country });
  const known = [...Object.values(persona.facts), ...Object.values(persona.hidden)];
  return [
    ...(phone && !known.some((one) => digits(one) === digits(phone)) ? [`phone ${phone}`] : []),
    ...(email && !known.some((one) => one.toLowerCase().includes(email.toLowerCase()))
      ? [`e-mail ${email}`]
      : []),
  ];
};

const timeFaults = (text: string, ground: Ground): string[] => {
  const { persona, heard, now, zone, locale } = ground;
  const read = (words: string) => findTimes(words, { now, zone, locale });
  const told = [...persona.times, persona.wants, persona.opening, ...heard].flatMap(read);
  return read(text)
    .filter(({ hasTime, hasDate }) => hasTime || hasDate)
    .filter(
      (said) =>
        !told.some((one) => {
          const end =
            one.to ?? (one.grain === "day" ? new Date(one.from.getTime() + 864e5) : one.from);
          return said.from >= one.from && said.from <= end;
        }),
    )
    .map((said) => `time "${said.text}"`);
};

/** "My name is …" and the like, followed by a name. */
const callsThemselves =
  /(?:my name is|i am called|this is|tên (?:là|em là|tôi là|mình là)|(?:em|tôi|mình|anh|chị) tên(?: là)?)\s+((?:\p{Lu}\p{L}*\s?){1,4})/gu;

const nameFaults = (text: string, { persona }: Ground): string[] => {
  const known = foldVietnamese(
    [...Object.values(persona.facts), ...Object.values(persona.hidden), persona.wants].join(" "),
  );
  return [...text.matchAll(callsThemselves)]
    .map(([, name = ""]) => name.trim())
    .filter((name) => name !== "" && !known.includes(foldVietnamese(name)))
    .map((name) => `name "${name}"`);
};

/** What a played lead said that is none of their facts; none: the play counts. */
export const inventedFacts = (text: string, ground: Ground): readonly string[] => [
  ...contactFaults(text, ground),
  ...timeFaults(text, ground),
  ...nameFaults(text, ground),
];
