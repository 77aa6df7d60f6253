/** What a message is read against. Nothing here is looked up: the caller brings the clock and the zone. */
export interface TimeContext {
  now: Date;
  /** IANA zone in which the speaker's words are meant. */
  zone: string;
  locale: "vi" | "en";
  /** Opening hours of the day in minutes from local midnight; decides whether "5" can be morning. */
  openHours?: { fromMinute: number; toMinute: number };
}

/** One day or time somebody named. */
export interface TimeFound {
  /** `before` and `after` are open on one side: the limit stands in `from`, and `to` is absent. */
  kind: "instant" | "interval" | "after" | "before";
  grain: "minute" | "hour" | "part" | "day" | "week" | "month";
  /** Start, or the limit of `before` and `after`. Means nothing when `impossible`. */
  from: Date;
  /** Exclusive end; present for days, weeks, months, parts of day and ranges. */
  to?: Date;
  /** False when a person would ask back: two readings are open, or the date does not exist. */
  certain: boolean;
  /** The words as written, and where they start in the NFC text. */
  text: string;
  index: number;
  hasDate: boolean;
  hasTime: boolean;
  /** The calendar or the clock has no such value: "31/2", "25h". */
  impossible?: true;
  /** A weekday was said that is not the one of the date; `from` follows the date. */
  weekdayDiffers?: true;
  /** Named by the lunar calendar ("rằm", "30 Tết"): always asked about; `from` means nothing. */
  lunar?: true;
  /** Only a weekday was said: it may mean any week that was offered. */
  weekdayOnly?: true;
  /** Named in order to rule it out: "not Monday". Listed after every wish. */
  excluded?: true;
}
