const LINK = /https:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'…]/g;

/** Text and links by turns, text first: every second part is a link. */
export const partsOf = (text: string): string[] => {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(end, match.index), match[0]);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
};

/** Plain text whose https addresses can be followed. */
export const LinkedText = ({ text }: { readonly text: string }) => (
  <>
    {partsOf(text).map((part, at) =>
      at % 2 === 0 ? (
        part
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no name but their place
        <a key={at} href={part} target="_blank" rel="noreferrer nofollow">
          {part}
        </a>
      ),
    )}
  </>
);
