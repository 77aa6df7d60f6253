import { sentencesOf } from "./speakable.ts";

/** How long speaking takes, in milliseconds for a character. */
export interface Pace {
  /** Faster than any voice: what is to be said next is there before the last has been said. */
  readonly next: number;
  /** Slower than any: then all has been heard. */
  readonly heard: number;
}

/** A sentence to be said, and whether it ends what is being said. */
export type SayToken = (token: string, last: boolean) => void;

/** Says texts one after the other, sentence by sentence, not much faster than they are heard. */
export interface Speech {
  say(text: string, token: SayToken): void;
  /** Does something once all before it has been heard; never, when that is cut short. */
  afterwards(then: () => void): void;
  /** Says no more of what was begun. */
  cutShort(): void;
}

interface Step {
  readonly run: () => void;
  readonly chars: number;
  readonly waitsForAll: boolean;
}

export const openSpeech = (pace: Pace): Speech => {
  const steps: Step[] = [];
  let timer: NodeJS.Timeout | null = null;
  // Of the clock that never goes back.
  let nextAt = 0;
  let heardAt = 0;
  const plan = (): void => {
    const [step] = steps;
    if (timer !== null || !step) return;
    const at = step.waitsForAll ? heardAt : nextAt;
    timer = setTimeout(take, Math.max(0, at - performance.now()));
  };
  const take = (): void => {
    timer = null;
    const step = steps.shift();
    if (!step) return;
    step.run();
    const now = performance.now();
    nextAt = Math.max(now, nextAt) + step.chars * pace.next;
    heardAt = Math.max(now, heardAt) + step.chars * pace.heard;
    plan();
  };
  return {
    say: (text, token) => {
      const sentences = sentencesOf(text);
      const last = sentences.length - 1;
      const words = sentences.map((one, at) => (at === last ? one : `${one} `));
      steps.push(
        ...words.map((one, at) => ({
          ...{ run: () => token(one, at === last), chars: one.length, waitsForAll: false },
        })),
      );
      plan();
    },
    afterwards: (run) => {
      steps.push({ run, chars: 0, waitsForAll: true });
      plan();
    },
    cutShort: () => {
      if (timer) clearTimeout(timer);
      timer = null;
      steps.length = 0;
      nextAt = 0;
      heardAt = 0;
    },
  };
};
