import OpenAI, { toFile } from "openai";

import type { Transcriber } from "#src/delivery/transcriber.ts";

interface TranscriberOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model: string;
}

/** Endings by which endpoints recognise what they are sent. */
const endings: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "m4a",
  "audio/amr": "amr",
  "audio/wav": "wav",
  "audio/webm": "webm",
};

/**
 * Has recordings written down by any endpoint with OpenAI's `POST /audio/transcriptions`.
 * Source: platform.openai.com/docs/api-reference/audio/createTranscription
 */
export const createOpenAiTranscriber = ({
  apiKey,
  baseUrl,
  model,
}: TranscriberOptions): Transcriber => {
  // An endpoint of one's own needs no key, the library does.
  const client = new OpenAI({ apiKey: apiKey || "none", ...(baseUrl && { baseURL: baseUrl }) });
  return async ({ bytes, mediaType }, signal) => {
    const type = mediaType.split(";", 1)[0]?.trim() ?? "";
    const file = await toFile(bytes, `voice.${endings[type] ?? "ogg"}`, { type });
    const { text } = await client.audio.transcriptions.create(
      { file, model },
      { signal, maxRetries: 1 },
    );
    return text;
  };
};
