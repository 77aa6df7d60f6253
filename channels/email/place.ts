/** 2^32 places for a letter's number, which has 32 bits; 20 bits of its folder's still fit a double. */
const numbers = 2 ** 32;
const validities = 2n ** 20n;

/** A letter's number in its folder as one number; another generation of the folder has others. */
export const toPlace = (uidValidity: bigint, uid: number): number =>
  Number(uidValidity % validities) * numbers + uid;

/** The letter's number; null when the place is of another generation of the folder. */
export const fromPlace = (uidValidity: bigint, place: number): number | null =>
  Math.floor(place / numbers) === Number(uidValidity % validities) ? place % numbers : null;
