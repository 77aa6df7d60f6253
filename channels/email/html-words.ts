import PostalMime from "postal-mime";

// Where mail programs begin what was said before: Gmail, Yahoo, Apple, Outlook.
const QUOTE =
  /<blockquote\b|<div[^>]{0,200}(?:class="?[^">]{0,80}(?:gmail_quote|yahoo_quoted)|id="?(?:divRplyFwdMsg|appendonsend|mail-editor-reference))/iu;

/** The words of a letter that has no plain text, without what it quotes. */
export const wordsOfHtml = async (html: string): Promise<string> => {
  const own = html.slice(0, html.search(QUOTE) === -1 ? undefined : html.search(QUOTE));
  // The library turns a text of one kind into the other where a letter has both, side by side.
  const both = [
    "Content-Type: multipart/mixed; boundary=b",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "",
    "--b",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(own).toString("base64"),
    "--b--",
  ];
  const { text = "" } = await PostalMime.parse(both.join("\r\n"));
  return text.trim();
};
