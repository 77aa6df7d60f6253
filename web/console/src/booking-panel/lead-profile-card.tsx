import { useQuery } from "@tanstack/react-query";

import { leadQuery } from "../api/queries.ts";
import { Chip } from "../inbox/row-chips.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./booking-panel.module.css";
import { panelTexts } from "./panel-texts.ts";

/** Who the lead is, what they like, and what to be careful with. */
export const LeadProfileCard = ({ conversationId }: { readonly conversationId: string }) => {
  const texts = useTexts(panelTexts);
  const { data } = useQuery(leadQuery(conversationId));
  if (!data) return <section className={classes.section} aria-busy="true" />;
  const { lead } = data;
  const likes = sayLikes(data.preferences, texts);
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{texts.lead}</h3>
      <div className={classes.chips} hidden={!lead.unstable && !lead.blocked && !lead.opted_out_at}>
        {lead.unstable && (
          <Chip tone="warn" icon="warning">
            {texts.unstable}
          </Chip>
        )}
        {lead.blocked && (
          <Chip tone="bad" icon="cross">
            {texts.blockedLead}
          </Chip>
        )}
        {lead.opted_out_at && (
          <Chip tone="bad" icon="cross">
            {texts.optedOut}
          </Chip>
        )}
      </div>
      <dl className={classes.facts}>
        <Fact name={texts.phone} value={lead.phone} />
        <Fact name={texts.email} value={lead.email} />
        <Fact name={texts.zone} value={lead.timezone} />
        {Object.entries(lead.details).map(([field, value]) => (
          <Fact key={field} name={field} value={value} />
        ))}
        <Fact name={texts.likes} value={likes.join(" · ") || null} />
      </dl>
      {likes.length === 0 && <p className={classes.quiet}>{texts.noLikes}</p>}
    </section>
  );
};

const Fact = ({ name, value }: { readonly name: string; readonly value: string | null }) =>
  value ? (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  ) : null;

interface Likes {
  readonly times: readonly { weekdays: readonly number[]; from: string; to: string }[];
  readonly provider_name: string | null;
  readonly location_name: string | null;
  readonly gender: "female" | "male" | null;
  readonly languages: readonly string[];
}

const sayLikes = (
  { times, provider_name, location_name, gender, languages }: Likes,
  texts: (typeof panelTexts)["vi"],
): readonly string[] =>
  [
    ...times.map(
      ({ weekdays, from, to }) =>
        `${weekdays.map((day) => texts.days[day]).join(", ")} ${from}–${to}`,
    ),
    provider_name,
    location_name,
    gender && texts.gender[gender],
    languages.join(", "),
  ].flatMap((like) => (like ? [like.trim()] : []));
