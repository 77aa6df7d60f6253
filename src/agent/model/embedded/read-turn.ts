import { blankTimes } from "#src/language/blank-times.ts";
import { findContact } from "#src/language/find-contact.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import type { Reply } from "#src/language/read-reply.ts";
import { type Briefing, type BriefService, lastInbound } from "../../briefing.ts";
import { dayTalkedAbout } from "../../day-talked-about.ts";
import type { WishedTime } from "../../focus.ts";
import { readInbound } from "../../read-inbound.ts";
import { wishedTimes } from "../../wished-times.ts";

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
  readonly contact: ReturnType<typeof findContact>;
}

export const readTurn = (briefing: Briefing): Reading => {
  const { text, services, providers, places, now, zone, organization, focus } = briefing;
  const reply = readInbound(briefing);
  // "Tuần sau" is no "sâu răng": names are looked for in what is no time.
  const words = blankTimes(text.normalize("NFC"), reply.times);
  const byName = matchByName(words, services);
  const named = byName ?? matchByName(words, services.map(byDescription));
  const byId = (id: string) => services.filter((service) => service.id === id);
  return {
    text,
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
    contact: findContact(text, {
      country: organization.country,
      expectName: focus.asked?.kind === "contact",
    }),
  };
};

/** Who names no service may still describe one. */
const byDescription = ({ id, description }: BriefService) => ({ id, names: [description] });

const onlyOne = (found: ReturnType<typeof matchByName>): string | null =>
  found && "id" in found ? found.id : null;
