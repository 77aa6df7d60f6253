import { expect, test } from "vitest";

import { matchByName, type NamedItem } from "#src/language/match-by-name.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { namedServices, templateOf } from "../../test/template-of.ts";
import { templateNames } from "../../test/world.ts";

const named = ({ key, name, aliases }: { key: string; name: string; aliases: string[] }) => ({
  id: key,
  names: [name, ...aliases],
});

/** Names that do not lead to their item alone: by themselves, without accents, in a sentence. */
const unclear = (items: readonly NamedItem[]): string[] =>
  items.flatMap(({ id, names }) =>
    [...new Set(names)].filter((name) =>
      [name, foldVietnamese(name), `em muốn đặt lịch ${name} ạ`, `I'd like to book ${name}`].some(
        (said) => {
          const found = matchByName(said, items);
          return !(found && "id" in found && found.id === id);
        },
      ),
    ),
  );

/** Names that are words of asking, or that stand whole inside the name of another item. */
const known: Partial<Record<(typeof templateNames)[number], readonly string[]>> = {
  "dental-clinic": ["khám răng", "bác sĩ An", "bs An", "anh An", "Dr. An", "doctor An"],
};

test.each(templateNames)("every name in the template %s leads to what it names", (name) => {
  const template = templateOf(name);
  const found = [
    namedServices(template),
    template.providers.map(named),
    template.locations.map(named),
  ];
  expect(found.flatMap(unclear)).toEqual(known[name] ?? []);
});

test.each([
  ["hair-salon", "cắt tóc", ["cat-toc-nam", "cat-toc-nu"]],
  ["hair-salon", "I need a haircut", ["cat-toc-nam", "cat-toc-nu"]],
  ["driving-school", "driving lesson", ["automatic-lesson", "first-lesson", "manual-lesson"]],
  ["home-services", "dọn nhà", ["don-tet", "giup-viec"]],
] as const)("%s: “%s” is asked back", (name, said, which) => {
  const found = matchByName(said, namedServices(templateOf(name)));
  expect(found && "ambiguous" in found ? found.ambiguous.toSorted() : found).toEqual(which);
});
