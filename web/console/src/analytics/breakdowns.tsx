import type { Analytics, Shown } from "../api/analytics.ts";
import { channelName } from "../inbox/channel-names.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { BarTable } from "./bar-table.tsx";
import { Panel } from "./panel.tsx";
import { sayCount, sayShare, shareOf } from "./say-figures.ts";

interface Shows {
  readonly analytics: Analytics;
  readonly shown: Shown;
}

const mostOf = (counts: readonly number[]): number => Math.max(1, ...counts);
const mostRows = 12;

export const Funnel = ({ analytics: { figures }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const { inquiries } = figures;
  const stages = ["inquiries", "selected", "proposed", "won", "served"] as const;
  return (
    <Panel title={texts.funnel} note={texts.funnelNote} csv="summary" shown={shown}>
      <BarTable
        caption={texts.funnelNote}
        heads={[texts.stage, texts.count, texts.share]}
        rows={stages.map((stage) => ({
          key: stage,
          name: texts.stages[stage],
          length: figures[stage] / mostOf([inquiries]),
          cells: [sayCount(figures[stage]), sayShare(shareOf(figures[stage], inquiries))],
        }))}
      />
    </Panel>
  );
};

export const Reasons = ({ analytics: { reasons }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const most = mostOf(reasons.map(({ count }) => count));
  return (
    <Panel title={texts.reasons} note={texts.reasonsNote} csv="reasons" shown={shown}>
      {reasons.length === 0 ? (
        <p className={classes.none}>{texts.noReasons}</p>
      ) : (
        <BarTable
          caption={texts.reasonsNote}
          heads={[texts.reason, texts.kind, texts.count]}
          rows={reasons.slice(0, mostRows).map(({ kind, reason, count }) => ({
            key: `${kind} ${reason}`,
            name: texts.reasonNames[reason],
            length: count / most,
            cells: [texts.kinds[kind], sayCount(count)],
          }))}
        />
      )}
    </Panel>
  );
};

export const Demand = ({ analytics: { demand }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const most = mostOf(demand.map(({ inquiries }) => inquiries));
  return (
    <Panel title={texts.demand} note={texts.demandNote} csv="demand" shown={shown}>
      <BarTable
        caption={texts.demandNote}
        heads={[texts.service, texts.kinds.inquiries, texts.kinds.confirmed]}
        rows={demand.slice(0, mostRows).map(({ service_id, name, inquiries, won }) => ({
          key: service_id ?? "none",
          name: name ?? texts.noService,
          length: inquiries / most,
          part: won / most,
          cells: [sayCount(inquiries), sayCount(won)],
        }))}
      />
    </Panel>
  );
};

export const Channels = ({ analytics: { channels }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const most = mostOf(channels.map(({ inquiries }) => inquiries));
  return (
    <Panel title={texts.channels} note={texts.channelsNote} csv="channels" shown={shown}>
      <BarTable
        caption={texts.channelsNote}
        heads={[texts.channel, texts.kinds.inquiries, texts.kinds.confirmed, texts.share]}
        rows={channels.map(({ channel, inquiries, won }) => ({
          key: channel,
          name: channel === "desk" ? texts.desk : channelName(channel),
          length: inquiries / most,
          part: won / most,
          cells: [sayCount(inquiries), sayCount(won), sayShare(shareOf(won, inquiries))],
        }))}
      />
    </Panel>
  );
};

export const Utilisation = ({ analytics: { utilisation }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  return (
    <Panel title={texts.utilisation} note={texts.utilisationNote} csv="utilisation" shown={shown}>
      <BarTable
        caption={texts.utilisationNote}
        heads={[texts.provider, texts.share]}
        rows={utilisation.slice(0, mostRows).map((one) => {
          const share = shareOf(one.booked_minutes, one.open_minutes ?? 0);
          return {
            key: one.provider_id,
            name: one.name,
            length: 1,
            part: share ?? 0,
            cells: [one.open_minutes === null ? texts.gone : sayShare(share)],
          };
        })}
      />
    </Panel>
  );
};
