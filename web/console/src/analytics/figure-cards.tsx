import type { Analytics, Figures } from "../api/analytics.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { sayCount, sayDuration, sayShare, shareOf } from "./say-figures.ts";

type Texts = (typeof analyticsTexts)["vi"];
type Name = keyof Texts["cards"];

interface Card {
  readonly name: Name;
  readonly of: (figures: Figures) => number | null;
  readonly say: (value: number | null) => string;
  readonly note: (figures: Figures, texts: Texts) => string;
  /** Whether more is better; null: neither. */
  readonly more: boolean | null;
}

const noShows = ({ no_show, completed }: Figures) => shareOf(no_show, no_show + completed);
const sayPlain = (value: number | null): string => sayCount(value ?? 0);

const cards: readonly Card[] = [
  {
    name: "confirmed",
    of: ({ confirmed }) => confirmed,
    say: sayPlain,
    note: ({ rescheduled }, { notes }) => notes.confirmed(rescheduled),
    more: true,
  },
  {
    name: "conversion",
    of: ({ won, inquiries }) => shareOf(won, inquiries),
    say: sayShare,
    note: ({ won, inquiries }, { notes }) => notes.conversion(sayCount(won), sayCount(inquiries)),
    more: true,
  },
  {
    name: "noShow",
    of: noShows,
    say: sayShare,
    note: ({ no_show, completed }, { notes }) =>
      notes.noShow(sayCount(no_show), sayCount(no_show + completed)),
    more: false,
  },
  {
    name: "cancelled",
    of: ({ cancelled, confirmed }) => shareOf(cancelled, confirmed),
    say: sayShare,
    note: ({ cancelled }, { notes }) => notes.cancelled(sayCount(cancelled)),
    more: false,
  },
  {
    name: "wait",
    of: ({ seconds_to_confirmation }) => seconds_to_confirmation,
    say: sayDuration,
    note: (_, { notes }) => notes.wait,
    more: false,
  },
  {
    name: "ahead",
    of: ({ lead_seconds }) => lead_seconds,
    say: sayDuration,
    note: (_, { notes }) => notes.ahead,
    more: null,
  },
  {
    name: "utilisation",
    of: ({ booked_minutes, open_minutes }) => shareOf(booked_minutes, open_minutes),
    say: sayShare,
    note: ({ booked_minutes }, { notes }) => notes.utilisation(sayCount(booked_minutes / 60, 1)),
    more: true,
  },
  {
    name: "twice",
    of: ({ double_booked }) => double_booked,
    say: sayPlain,
    note: (_, { notes }) => notes.twice,
    more: false,
  },
];

/** The few numbers a manager asks for first, each beside what it was before. */
export const FigureCards = ({ figures, before }: Pick<Analytics, "figures" | "before">) => {
  const texts = useTexts(analyticsTexts);
  return (
    <dl className={classes.cards}>
      {cards.map((card) => {
        const value = card.of(figures);
        return (
          <div key={card.name} className={classes.card} data-card={card.name}>
            <dt>{texts.cards[card.name]}</dt>
            <dd className={classes.value} data-bad={card.name === "twice" && value !== 0}>
              {card.say(value)}
            </dd>
            <dd className={classes.cardNote}>{card.note(figures, texts)}</dd>
            <dd>
              <Change now={value} before={card.of(before.figures)} card={card} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
};

interface ChangeProps {
  readonly now: number | null;
  readonly before: number | null;
  readonly card: Card;
}

const toneOf = (rises: boolean, more: boolean | null): string => {
  if (more === null) return "none";
  return rises === more ? "good" : "bad";
};

const Change = ({ now, before, card: { say, more } }: ChangeProps) => {
  const texts = useTexts(analyticsTexts);
  if (now === null || before === null) {
    return <span className={classes.change}>{texts.noBefore}</span>;
  }
  if (say(now) === say(before)) return <span className={classes.change}>{texts.same}</span>;
  const rises = now > before;
  return (
    <span className={classes.change} data-tone={toneOf(rises, more)}>
      {rises ? "▲" : "▼"} {say(before)} → {say(now)}
    </span>
  );
};
