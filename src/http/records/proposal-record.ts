import type { z } from "zod";

import type { ProposalFigures as Counted } from "#src/db/queries/proposal-figures.ts";
import type { Language } from "#src/domain/facts.ts";
import { compareRates, type Rate, wilsonInterval } from "#src/domain/proposals/compare-rates.ts";
import type { ProposalFigures } from "../contract/proposal-figures.ts";

type Shown = z.output<typeof ProposalFigures>;

const says: Readonly<Record<"better" | "worse" | "open", Readonly<Record<Language, string>>>> = {
  better: {
    en: "learned does better than soonest, by more than chance explains",
    vi: "learned tốt hơn soonest, chênh lệch vượt quá mức ngẫu nhiên",
  },
  worse: {
    en: "learned does worse than soonest, by more than chance explains",
    vi: "learned kém hơn soonest, chênh lệch vượt quá mức ngẫu nhiên",
  },
  open: {
    en: "the difference is not significant: chance alone may explain it, go on measuring",
    vi: "chênh lệch chưa có ý nghĩa thống kê: có thể chỉ là ngẫu nhiên, hãy đo tiếp",
  },
};

/** Figures of each strategy and what may be concluded from them. */
export const toProposalFigures = (
  rows: readonly Counted[],
  { from, to }: { readonly from: Date; readonly to: Date },
  language: Language,
): Shown => {
  const compared = (rateOf: (row: Counted) => Rate): Shown["confirmed"] => {
    const [learned, soonest] = (["learned", "soonest"] as const).map((name) =>
      rows.find(({ strategy }) => strategy === name),
    );
    const found = learned && soonest && compareRates(rateOf(learned), rateOf(soonest));
    if (!found) return null;
    const { difference, significant } = found;
    const verdict = significant ? (difference > 0 ? "better" : "worse") : "open";
    const interval = { from: found.from, to: found.to };
    return { difference, interval, significant, says: says[verdict][language] };
  };
  return {
    success: true,
    ...{ from: from.toISOString(), to: to.toISOString() },
    strategies: rows.map((row) => ({
      ...{ strategy: row.strategy, proposals: row.proposals },
      confirmed: toRateRecord(confirmedOf(row)),
      shown_up: toRateRecord(cameOf(row)),
    })),
    confirmed: compared(confirmedOf),
    shown_up: compared(cameOf),
  };
};

const confirmedOf = ({ confirmed, proposals }: Counted): Rate => ({
  ...{ count: confirmed, of: proposals },
});

const cameOf = ({ came, seen }: Counted): Rate => ({ count: came, of: seen });

const toRateRecord = (rate: Rate) => ({
  ...rate,
  rate: rate.of === 0 ? null : rate.count / rate.of,
  interval: wilsonInterval(rate),
});
