import { createHash } from "node:crypto";
import { Client, type QueryConfig } from "pg";

/** Texts of queries are made by code, so there are only so many; past this they go unprepared. */
const mostNames = 1000;
const names = new Map<string, string>();

const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  names.set(text, name);
  return name;
};

/**
 * Prepares every parameterised query once per connection: PostgreSQL parses and plans it once and
 * not at each call, which is most of what a short transaction costs.
 */
export class PreparedClient extends Client {
  // pg's own overloads cannot be restated here; what is not a text with values passes through.
  override query = ((query: unknown, values?: unknown, ...rest: unknown[]) => {
    const original = super.query as (...given: unknown[]) => unknown;
    if (typeof query !== "string" || !Array.isArray(values) || values.length === 0) {
      return original.call(this, query, values, ...rest);
    }
    const name = nameOf(query);
    const config: QueryConfig = { text: query, values, ...(name && { name }) };
    return original.call(this, config, ...rest);
  }) as Client["query"];
}
