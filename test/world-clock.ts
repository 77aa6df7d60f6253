/** The only time there is in a test's world. */
export interface WorldClock {
  readonly now: () => Date;
  /** To an ISO instant, forward or back. */
  set(iso: string): void;
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
}

export const openWorldClock = (iso: string): WorldClock => {
  let at = new Date(iso);
  return {
    now: () => at,
    set: (next) => {
      at = new Date(next);
    },
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      at = new Date(at.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
    },
  };
};
