import type { ApiCall } from "./auth.ts";

/** Who works at the desk, as marks and notes name them. */
export interface DeskMember {
  readonly id: string;
  readonly name: string;
}

export const deskMember = ({ caller: { id, name } }: ApiCall): DeskMember => ({ id, name });
