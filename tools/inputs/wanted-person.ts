import { z } from "zod";

/** What the lead wants of whoever serves them, where nobody is named. */
export const wantedPerson = {
  gender: z.enum(["female", "male"]).optional().describe("Only when the lead asked for it"),
  languages: z.array(z.string().length(2)).max(3).optional().describe("ISO 639-1 codes"),
};

interface Wanted {
  readonly gender?: "female" | "male" | undefined;
  readonly languages?: readonly string[] | undefined;
}

export const traitsOf = ({ gender, languages }: Wanted) =>
  gender === undefined && languages === undefined ? {} : { traits: { gender, languages } };
