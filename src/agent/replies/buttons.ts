/** Button ids of our questions; a slot, service or booking is pressed by its own id. */
export const OTHER_TIME = "other_time";
export const KEEP = "keep";
export const NO = "no";
