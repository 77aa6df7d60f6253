/** Button ids of our questions; a slot, service or booking is pressed by its own id. */
export const OTHER_TIME = "other_time";
export const KEEP = "keep";
export const NO = "no";
export const CHANGE = "change";

/** Which visits of a series a change means; pressed in answer to the question. */
export const SCOPES = { one: "scope_one", following: "scope_following", all: "scope_all" } as const;
