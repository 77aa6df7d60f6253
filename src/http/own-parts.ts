import type { ApiCall } from "./auth.ts";

/** Of something several people give, what the caller may see: a provider sees the own parts. */
export const ownPartsOf = <Shown extends { readonly parts: readonly Part[] }>(
  { caller: { providerId } }: ApiCall,
  shown: Shown,
): Shown =>
  providerId === null
    ? shown
    : { ...shown, parts: shown.parts.filter((part) => part.provider_id === providerId) };

interface Part {
  readonly provider_id: string;
}
