interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
}

/** One number of a list of them, and what belongs to it. */
export const Figure = ({ name, value, note }: FigureProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {value}
      {note && <small>{note}</small>}
    </dd>
  </div>
);
