/** What a booking costs in minor units: for every participant, and by its length where that is chosen. */
export const amountDue = (
  price: { readonly minor: number; readonly forMinutes: number },
  booked: { readonly participants: number; readonly minutes: number | null },
): number => {
  const share = (booked.minutes ?? price.forMinutes) / price.forMinutes;
  return Math.round(price.minor * share) * booked.participants;
};
