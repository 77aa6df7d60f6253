import { listSops } from "#src/db/queries/sops.ts";
import type { World } from "../../test/world-on.ts";
import type { Truth } from "./claim-judge.ts";

type Canned = Pick<Truth, "amounts" | "people" | "canned">;

const known = new WeakMap<World, Canned>();

/** What an organization says of itself: its answers, questions, names and prices. */
export const listQuestionsAndAnswers = async (world: World): Promise<Canned> => {
  const before = known.get(world);
  if (before) return before;
  const { db, organization } = world;
  const ours = organization.id;
  const services = await db
    .selectFrom("services")
    .select("price_minor")
    .where("organization_id", "=", ours)
    .execute();
  const providers = await db
    .selectFrom("providers")
    .select("name")
    .where("organization_id", "=", ours)
    .execute();
  const knowledge = await db
    .selectFrom("knowledge")
    .select("answer")
    .where("organization_id", "=", ours)
    .execute();
  const sops = await listSops(db, ours);
  const places = await db
    .selectFrom("locations")
    .select(["name", "address"])
    .where("organization_id", "=", ours)
    .execute();
  const minor = organization.currency === "USD" ? 100 : 1;
  const found = {
    amounts: services.flatMap(({ price_minor }) =>
      price_minor === null ? [] : [Number(price_minor) / minor],
    ),
    people: providers.map(({ name }) => lastWord(name)),
    canned: [
      ...[
        ...knowledge.map(({ answer }) => answer),
        ...sops.flatMap(({ questions }) => questions.map(({ question }) => question)),
      ].flatMap((words) => Object.values(words)),
      ...places.map(({ address }) => address),
    ],
  };
  known.set(world, found);
  return found;
};

const lastWord = (name: string): string =>
  (name.split(",")[0] ?? name)
    .split(" ")
    .at(-1)
    ?.normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .toLowerCase() ?? "";
