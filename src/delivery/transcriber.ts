/** Writes down what is said in a recording, in the language it is said in. Throws when it cannot. */
export type Transcriber = (
  recording: { readonly bytes: Buffer; readonly mediaType: string },
  signal: AbortSignal,
) => Promise<string>;
