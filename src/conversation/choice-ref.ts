/**
 * A choice as providers carry it: some take 64 bytes of data with a button and our ids may be longer,
 * so a button says which choice of which message it is.
 */
export const choiceRef = (seq: number, place: number): string => `c${seq}.${place}`;

const REF = /^c(\d{1,9})\.(\d{1,3})$/u;

/** Null when it is none of ours. */
export const readChoiceRef = (
  ref: string,
): { readonly seq: number; readonly place: number } | null => {
  const [, seq, place] = REF.exec(ref) ?? [];
  return seq === undefined || place === undefined
    ? null
    : { seq: Number(seq), place: Number(place) };
};
