/** "durationMinutes" as "duration_minutes". */
type Snake<Text extends string> = Text extends `${infer Head}${infer Rest}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Snake<Rest>}`
    : `_${Lowercase<Head>}${Snake<Rest>}`
  : "";

type Columns<Body> = { [Field in keyof Body as Snake<Field & string>]: Body[Field] };

/** The fields of a request under the names of their columns; values stay as they are. */
export const columnsOf = <Body extends object>(body: Body): Columns<Body> =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  ) as Columns<Body>;
