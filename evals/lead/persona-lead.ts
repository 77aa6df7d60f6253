import { findTimes } from "#src/language/find-times.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { EvalCase, Step } from "../case.ts";
import type { PlayedTurn } from "../play/play.ts";
import type { LeadDriver } from "./lead-driver.ts";

type Persona = NonNullable<EvalCase["persona"]>;

/** Words by which a reply asks for a fact of this name. */
const askedFor: Readonly<Record<string, RegExp>> = {
  name: /\b(ten|name)\b/u,
  phone: /\b(so dien thoai|sdt|phone|number)\b/u,
  email: /\b(email|e-mail)\b/u,
  people: /\b(may nguoi|bao nhieu nguoi|how many (people|of you))\b/u,
};

const yes = /^(xac nhan|confirm|yes|co|dong y|vang)/u;
const other = /^(gio khac|another|other|none|khac)/u;

const choosing = (turn: PlayedTurn): readonly string[] => turn.replies.at(-1)?.choices ?? [];

/** A lead played by code: reads only what a person would see, and answers from the persona. */
export const personaLead = ({ persona, locale, clock }: EvalCase, zone: string): LeadDriver => {
  if (!persona) throw new Error("there is no persona to play");
  const left = {
    times: [...persona.times],
    answers: [...persona.answers],
    refuses: persona.refuses,
    told: new Set<string>(),
    agreed: false,
  };
  const read = (words: string) => findTimes(words, { now: new Date(clock), zone, locale });
  const suits = (label: string): boolean =>
    persona.times.length === 0 ||
    persona.times.flatMap(read).some((wish) =>
      read(label).some(({ from }) => {
        const end = wish.to ?? new Date(wish.from.getTime() + (wish.hasTime ? 0 : 864e5 - 1));
        return wish.kind === "after" ? from >= wish.from : from >= wish.from && from <= end;
      }),
    );
  return {
    invalid: () => null,
    next: async (turns) => {
      const last = turns.at(-1);
      if (!last) return { say: persona.opening };
      if (turns.length >= persona.turns || last.replies.length === 0) return null;
      return pressed(choosing(last), left, suits) ?? said(persona, last, left);
    },
  };
};

interface Left {
  readonly times: string[];
  readonly answers: string[];
  refuses: number;
  readonly told: Set<string>;
  agreed: boolean;
}

/** A button of the last reply, once. */
const pressing = (place: number): Step => ({ press: place, under: 1, times: 1 });

const pressed = (
  choices: readonly string[],
  left: Left,
  suits: (label: string) => boolean,
): Step | null => {
  if (choices.length === 0) return null;
  const agree = choices.findIndex((label) => yes.test(foldVietnamese(label)));
  const decline = choices.findIndex((label) => other.test(foldVietnamese(label)));
  if (agree >= 0 && left.refuses > 0 && decline >= 0) {
    left.refuses -= 1;
    return pressing(decline + 1);
  }
  if (agree >= 0) {
    left.agreed = true;
    return pressing(agree + 1);
  }
  const fitting = choices.findIndex(suits);
  if (fitting >= 0) return pressing(fitting + 1);
  const wish = left.times.shift();
  return wish === undefined ? pressing(1) : { say: wish };
};

const said = (persona: Persona, { replies }: PlayedTurn, left: Left): Step | null => {
  const plain = foldVietnamese(replies.map(({ text }) => text).join("\n"));
  if (left.agreed || !plain.includes("?")) return null;
  const facts = { ...persona.facts, ...persona.hidden };
  const fact = Object.entries(facts).find(
    ([name]) => !left.told.has(name) && askedFor[name]?.test(plain) === true,
  );
  if (fact) {
    left.told.add(fact[0]);
    return { say: fact[1] };
  }
  const answer = left.answers.shift() ?? left.times.shift();
  return answer === undefined ? null : { say: answer };
};
