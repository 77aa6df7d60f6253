import { foldVietnamese, normaliseText } from "#src/language/normalise-text.ts";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

const spelled = (name: string): string => foldVietnamese(normaliseText(name));

/** Whether leads could not tell this name from another that is offered, typed without diacritics. */
export const isNameTaken = (others: readonly Named[], { id, name, active }: Named): boolean =>
  active &&
  others.some((other) => other.active && other.id !== id && spelled(other.name) === spelled(name));
