import type { Language } from "#src/domain/facts.ts";

const spoken: readonly Language[] = ["vi", "en"];

/** The language a client asks for by `Accept-Language`, the fallback when it asks for neither. */
export const languageOf = (header: string | undefined, fallback: Language): Language => {
  const wishes = (header ?? "").split(",").flatMap((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = spoken.find((known) => known === tag.split("-")[0]);
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    return language !== undefined && weight > 0 ? [{ language, weight }] : [];
  });
  const best = wishes.toSorted((a, b) => b.weight - a.weight)[0];
  return best?.language ?? fallback;
};
