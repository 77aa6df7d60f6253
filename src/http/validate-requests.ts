import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";

import type { Language } from "#src/domain/facts.ts";
import { issueSentences } from "./issue-sentences.ts";

interface Complaint {
  readonly field: string;
  readonly message: Readonly<Record<Language, string>>;
}

/** A request that breaks the contract: which field, and what to send instead. */
export class InvalidRequest extends Error {
  override readonly name = "InvalidRequest";
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    super(`invalid request: ${complaints.map(({ field }) => field).join(", ")}`);
    this.complaints = complaints;
  }
}

/**
 * Checks requests with zod. Whose language the words must have is known only when they are
 * answered, so a failure carries them in both. No body counts as an empty one, so that each
 * missing field is named.
 */
export const requestValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data: unknown) => {
    const input = httpPart === "body" ? (data ?? {}) : data;
    const result = schema.safeParse(input);
    return result.success ? { value: result.data } : { error: complain(schema, input) };
  };

const complain = (schema: z.ZodType, input: unknown): InvalidRequest => {
  const issuesIn = (language: Language) =>
    schema.safeParse(input, { error: issueSentences(language) }).error?.issues ?? [];
  const vietnamese = issuesIn("vi");
  return new InvalidRequest(
    issuesIn("en").map((issue, index) => {
      const field = fieldOf(issue);
      const sentence = (text: string | undefined) => `${field}: ${text}`;
      const vi = sentence(vietnamese[index]?.message);
      return { field, message: { en: sentence(issue.message), vi } };
    }),
  );
};

const fieldOf = (issue: z.core.$ZodIssue): string => {
  const inner = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...inner].map(String).join(".") || "body";
};
