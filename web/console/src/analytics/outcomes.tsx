import type { Analytics, Shown } from "../api/analytics.ts";
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

interface SharesProps {
  readonly caption: string;
  readonly head: string;
  readonly parts: readonly {
    readonly key: string;
    readonly name: string;
    readonly count: number;
  }[];
}

/** Parts of one whole. */
const Shares = ({ caption, head, parts }: SharesProps) => {
  const texts = useTexts(analyticsTexts);
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  if (whole === 0) return <p className={classes.none}>{texts.none}</p>;
  return (
    <BarTable
      caption={caption}
      heads={[head, texts.count, texts.share]}
      rows={parts.map(({ key, name, count }) => ({
        ...{ key, name, length: 1, part: count / whole },
        cells: [sayCount(count), sayShare(shareOf(count, whole))],
      }))}
    />
  );
};

export const AiOutcomes = ({ analytics: { figures }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const { conversations, alone, assisted, handed_over, durable, reopened } = figures;
  const other = conversations - alone - assisted - handed_over;
  const counts = { alone, assisted, handed_over, other };
  return (
    <Panel title={texts.ai} note={texts.aiNote} csv="summary" shown={shown}>
      <Shares
        caption={texts.aiNote}
        head={texts.ai}
        parts={(["alone", "assisted", "handed_over", "other"] as const).map((key) => ({
          ...{ key, name: texts.outcomes[key], count: counts[key] },
        }))}
      />
      {alone > 0 && (
        <p className={classes.foot}>{texts.durable(sayCount(durable), sayCount(reopened))}</p>
      )}
    </Panel>
  );
};

export const SuggestionQuality = ({ analytics: { figures }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  return (
    <Panel title={texts.suggestions} note={texts.suggestionsNote} csv="summary" shown={shown}>
      <Shares
        caption={texts.suggestionsNote}
        head={texts.suggestions}
        parts={(["approved", "edited", "rejected"] as const).map((key) => ({
          ...{ key, name: texts.verdicts[key], count: figures[key] },
        }))}
      />
    </Panel>
  );
};

export const SlotEfficiency = ({ analytics: { figures }, shown }: Shows) => {
  const texts = useTexts(analyticsTexts);
  const { slots_confirmed, slots_wasted } = figures;
  return (
    <Panel title={texts.slots} note={texts.slotsNote} csv="summary" shown={shown}>
      <Shares
        caption={texts.slotsNote}
        head={texts.slots}
        parts={[
          { key: "confirmed", name: texts.slotKinds.confirmed, count: slots_confirmed },
          { key: "wasted", name: texts.slotKinds.wasted, count: slots_wasted },
        ]}
      />
    </Panel>
  );
};
