import type { BriefProvider } from "../briefing.ts";
import { plain, type Rendered, type Voice } from "./render-reply.ts";
import type { ReplyPlan } from "./reply-plan.ts";

const most = 8;

/** Who gives the services, as far as the business tells of them. */
export const renderProviders = (
  voice: Voice,
  { providers }: Extract<ReplyPlan, { kind: "providers" }>,
): Rendered => {
  const { say } = voice;
  if (providers.length === 0) return plain(say("providers_none"));
  const lines = providers.slice(0, most).map((provider, index) => {
    const told = toldOf(voice, provider);
    const name = say("slot_line", { n: index + 1, slot: provider.name });
    return told === "" ? name : `${name} – ${told}`;
  });
  return plain([say("providers_head"), ...lines].join("\n"));
};

const toldOf = (
  { say, briefing }: Voice,
  { specialities, about, languages, rating }: BriefProvider,
): string => {
  const names = new Intl.DisplayNames(briefing.language, { type: "language" });
  const spoken = languages.map((code) => names.of(code) ?? code).join(", ");
  return [
    ...(specialities ? [specialities] : []),
    ...(spoken ? [say("provider_speaks", { languages: spoken })] : []),
    ...(rating ? [say("provider_rating", rating)] : []),
    ...(about ? [about] : []),
  ].join("; ");
};
