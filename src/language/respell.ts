import { undoKeystrokes } from "./undo-keystrokes.ts";

/** A text in one spelling, and where its characters stood in the text it was made from. */
export interface Respelled {
  readonly text: string;
  /** Place in the given text for every place of the new one, its end included; null when they are the same. */
  readonly places: readonly number[] | null;
}

// Zero-width and bidi controls hide text from people but not from patterns (UAX #9, UTS #39); the
// variation selector and the key of 9️⃣ stand after an ordinary digit.
const INVISIBLE =
  /\u034F|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0]|\uFE0E|(?<=[\d#*])\uFE0F?\u20E3|(?<=[\d#*])\uFE0F/gu;
// Full-width forms, mathematical letters and digits, circled digits: one NFKC letter or number each.
const STYLED = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u2460-\u2473]/gu;
const SPACES = /[\s\p{Cc}]+/gu;
const LONE_SPACE = /^ $/u;
const TYPED = /(?<![\p{L}\p{N}'@_./-])[a-z][a-z\d]{1,9}(?![\p{L}\p{N}'@_/-]|\.\p{L})/giu;
// A key that marks a letter, without which no word is looked up.
const KEYED = /dd|aa|ee|oo|[aeiouy][a-z]{0,6}[wsfrxj]|[a-z][1-9]/iu;

type Respell = (found: string, rest: string) => string | undefined;

/** The text with every match respelled; where `respell` has nothing to say a match stays. */
const replaceIn = (before: Respelled, words: RegExp, respell: Respell): Respelled => {
  const { text, places } = before;
  if (text.search(words) < 0) return before;
  const pieces: string[] = [];
  const moved: number[] = [];
  let done = 0;
  const keep = (end: number) => {
    pieces.push(text.slice(done, end));
    for (let at = done; at < end; at += 1) moved.push(places?.[at] ?? at);
  };
  for (const { 0: found, index } of text.matchAll(words)) {
    const spelled = respell(found, text.slice(index + found.length, index + found.length + 8));
    if (spelled === undefined || spelled === found) continue;
    keep(index);
    pieces.push(spelled);
    for (let at = 0; at < spelled.length; at += 1) {
      const place = Math.min(index + at, index + found.length - 1);
      moved.push(places?.[place] ?? place);
    }
    done = index + found.length;
  }
  if (done === 0) return before;
  keep(text.length);
  moved.push(places?.[text.length] ?? text.length);
  return { text: pieces.join(""), places: moved };
};

/**
 * One spelling for what people type: no invisible controls, plain digits and letters, single
 * spaces, and words left in Telex or VNI keys ("ngayf mai") undone where they are known.
 */
export const respell = (text: string): Respelled => {
  const visible = replaceIn({ text, places: null }, INVISIBLE, () => "");
  const plain = replaceIn(visible, STYLED, (char) => char.normalize("NFKC"));
  const spaced = replaceIn(plain, SPACES, (space) => (LONE_SPACE.test(space) ? space : " "));
  return KEYED.test(spaced.text) ? replaceIn(spaced, TYPED, undoKeystrokes) : spaced;
};
