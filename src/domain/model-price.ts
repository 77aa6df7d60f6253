/** US dollars for a million tokens, read and written. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/** By the model's name at its endpoint. */
export type ModelPrices = ReadonlyMap<string, ModelPrice>;

/** Whoever served a model stands before its name: "openai:gpt-4.1". */
const nameOf = (model: string): string => model.slice(model.indexOf(":") + 1);

interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** US dollars of so many tokens. */
export const spentOn = (tokens: Tokens, price: ModelPrice): number =>
  (tokens.input * price.input + tokens.output * price.output) / 1_000_000;

/** US dollars of so many tokens; null where nobody has named the model's price. */
export const costOf = (prices: ModelPrices, model: string, tokens: Tokens): number | null => {
  const price = prices.get(nameOf(model)) ?? prices.get(model);
  return price ? spentOn(tokens, price) : null;
};
