import { blankTimes } from "#src/language/blank-times.ts";
import { blankContact, findContact } from "#src/language/find-contact.ts";
import { findDuration } from "#src/language/find-duration.ts";
import { findParty } from "#src/language/find-party.ts";
import { findRecurrence, type Recurrence } from "#src/language/find-recurrence.ts";
import { findTraits, type Traits } from "#src/language/find-traits.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import { normaliseText } from "#src/language/normalise-text.ts";
import type { Reply } from "#src/language/read-reply.ts";
import { readSeriesScope, type SeriesScope } from "#src/language/read-series-scope.ts";
import { type Briefing, type BriefService, lastInbound } from "../../briefing.ts";
import { dayTalkedAbout } from "../../day-talked-about.ts";
import type { WishedTime } from "../../focus.ts";
import { readInbound } from "../../read-inbound.ts";
import { wishedTimes } from "../../wished-times.ts";
import { packageMeant } from "./package-meant.ts";

/** Everything the policy reads in the lead's words, once per turn. */
export interface Reading {
  readonly text: string;
  readonly pressed: string | null;
  readonly reply: Reply;
  readonly service: BriefService | null;
  /** By name or alias, not by what its description says. */
  readonly isNamed: boolean;
  readonly rivals: readonly BriefService[];
  readonly providerId: string | null;
  readonly locationId: string | null;
  readonly wishes: readonly WishedTime[];
  readonly party: number | null;
  readonly minutes: number | null;
  readonly traits: Traits | null;
  readonly rhythm: Recurrence | null;
  readonly scope: SeriesScope | null;
  readonly contact: ReturnType<typeof findContact>;
}

export const readTurn = (briefing: Briefing): Reading => {
  const { services, providers, places, now, zone, organization, focus } = briefing;
  const text = normaliseText(blankContact(briefing.text, organization.country));
  const reply = readInbound(briefing);
  // "Tuần sau" is no "sâu răng": names are looked for in what is no time.
  const words = blankTimes(text, reply.times);
  const byName = packageMeant(words, services) ?? matchByName(words, services);
  const named = byName ?? matchByName(words, services.map(byDescription));
  const contact = findContact(briefing.text, {
    country: organization.country,
    expectName: focus.asked?.kind === "contact",
  });
  const byId = (id: string) => services.filter((service) => service.id === id);
  return {
    text: briefing.text,
    pressed: lastInbound(briefing).choiceId,
    reply,
    service: named && "id" in named ? (byId(named.id)[0] ?? null) : null,
    isNamed: byName !== null,
    rivals: named && "ambiguous" in named ? named.ambiguous.flatMap(byId) : [],
    providerId: onlyOne(matchByName(words, providers)),
    locationId: onlyOne(matchByName(words, places)),
    wishes: wishedTimes(reply.times, {
      now,
      zone,
      offered: briefing.offered,
      day: dayTalkedAbout(briefing),
    }),
    ...readCompany(text),
    contact,
  };
};

const readCompany = (text: string) => {
  const party = findParty(text);
  return {
    party: party?.certain ? party.size : null,
    minutes: findDuration(text)?.minutes ?? null,
    traits: findTraits(text),
    rhythm: findRecurrence(text),
    scope: readSeriesScope(text),
  };
};

/** Who names no service may still describe one. */
const byDescription = ({ id, description }: BriefService) => ({ id, names: [description] });

const onlyOne = (found: ReturnType<typeof matchByName>): string | null =>
  found && "id" in found ? found.id : null;
