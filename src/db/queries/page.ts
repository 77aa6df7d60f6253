/** A place in a list that is ordered by creation, the newest first, then by id. */
export interface Place {
  readonly createdAt: Date;
  readonly id: string;
}

/** Part of such a list: at most `limit` rows behind a place, or from the start. */
export interface Page {
  readonly limit: number;
  readonly after: Place | null;
}
