const digits = /(?<![\p{L}\d.,])[+-]?\d{1,12}(?:[.,]\d{1,6})?(?![\d]|[.,]\d)/gu;

/** The one number a message names; a comma is a decimal point. Null: none, or several. */
export const readNumber = (text: string): string | null => {
  const [first, ...others] = text.normalize("NFC").match(digits) ?? [];
  return first !== undefined && others.length === 0 ? first.replace(",", ".") : null;
};
