import type { Sop, SopQuestion } from "#src/domain/sop/sop.ts";
import { questionsFrom, sopFault } from "#src/domain/sop/sop-fault.ts";
import type { TemplateQuestion, TemplateSop } from "./template.ts";

/** Where a template says what is asked. */
interface Asking {
  readonly name: string;
  readonly services: readonly {
    readonly key: string;
    readonly name: string;
    readonly questions: readonly TemplateQuestion[];
  }[];
  readonly questions: readonly TemplateQuestion[];
  readonly sops: readonly TemplateSop[];
}

/** A SOP of a template, with keys where an organization has ids. */
export interface KeyedSop extends Omit<Sop, "id" | "version"> {
  readonly key: string;
  /** Where it is written. */
  readonly path: readonly (string | number)[];
}

/** The questions of all services, those of each service, and the SOPs, in this order. */
export const sopsOfTemplate = ({ name, services, questions, sops }: Asking): KeyedSop[] => [
  ...asSop({ key: "", name, serviceIds: null, path: [] }, questions),
  ...services.flatMap((service, place) =>
    asSop(
      {
        key: service.key,
        name: service.name,
        serviceIds: [service.key],
        path: ["services", place],
      },
      service.questions,
    ),
  ),
  ...sops.map(({ services: keys, questions: written, ...sop }, place) => ({
    ...sop,
    questions: questionsFrom(written, [], new Date(0)),
    serviceIds: keys ?? null,
    path: ["sops", place],
  })),
];

const asSop = (
  of: Pick<KeyedSop, "key" | "name" | "serviceIds" | "path">,
  questions: readonly TemplateQuestion[],
): KeyedSop[] =>
  questions.length === 0
    ? []
    : [
        {
          ...of,
          audience: "everybody",
          questions: questions.map(asSopQuestion),
          preparations: [],
        },
      ];

/** A question in its short form: any answer of its kind lets the lead on to the times. */
const asSopQuestion = ({ field, kind, scope, question }: TemplateQuestion): SopQuestion => ({
  ...{ field, type: kind, scope, question, before: "SLOT_PROPOSED" },
  ...{ options: [], range: null, accepts: null, validMonths: null, since: null },
  otherwise: { say: null, next: "refuse" },
});

type Complain = (path: (string | number)[], message: string) => void;

/** What a template asks can be asked, and of services there are. */
export const checkSops = (template: Asking, complain: Complain): void => {
  const sops = sopsOfTemplate(template);
  const keys = template.services.map(({ key }) => key);
  template.sops.forEach(({ key, services = [] }, place) => {
    if (template.sops.findIndex((one) => one.key === key) < place) {
      complain(["sops", place, "key"], `${key} is used twice`);
    }
    services.forEach((service, index) => {
      const path = ["sops", place, "services", index];
      if (!keys.includes(service)) complain(path, `there is no service ${service}`);
    });
  });
  sops.forEach(({ questions, path }, place) => {
    const fault = sopFault(questions, sops.slice(0, place));
    if (fault) complain([...path, "questions", fault.place, fault.part], fault.code);
  });
};
