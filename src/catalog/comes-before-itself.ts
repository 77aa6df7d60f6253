/** What must come before a service, if anything must. */
type Before = (id: string) => string | null | undefined;

/** Whether what must come first, and before that again, leads back to where it began. */
export const comesBeforeItself = (id: string, before: Before): boolean => {
  const seen = new Set<string>();
  let next = before(id);
  while (next && next !== id && !seen.has(next)) {
    seen.add(next);
    next = before(next);
  }
  return next === id;
};
