/** What a text says as JSON; null when it is no text, or none that is JSON. */
export const jsonIn = (text: unknown): unknown => {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
