import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createOpenAiTranscriber } from "./openai-transcriber.ts";

const requests: { readonly path: string; readonly key: string; readonly body: string }[] = [];
let status = 200;
const server = createServer(async (request, response) => {
  const { url: path = "", headers } = request;
  requests.push({ path, key: headers.authorization ?? "", body: await text(request) });
  response.writeHead(status, { "content-type": "application/json" });
  response.end(status === 200 ? '{"text":"Mai ba giờ chiều"}' : '{"error":{"message":"no"}}');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

const transcriber = () =>
  createOpenAiTranscriber({
    ...{ apiKey: "sk-test", model: "whisper-1" },
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  });
const recording = { bytes: Buffer.from("OggS"), mediaType: "audio/ogg; codecs=opus" };
const soon = () => AbortSignal.timeout(5_000);

test("sends the recording with an ending the endpoint knows", async () => {
  expect(await transcriber()(recording, soon())).toBe("Mai ba giờ chiều");
  const [request] = requests;
  expect(request).toMatchObject({ path: "/v1/audio/transcriptions", key: "Bearer sk-test" });
  expect(request?.body).toContain('filename="voice.ogg"');
  expect(request?.body).toContain("OggS");
  expect(request?.body).toContain("whisper-1");
});

test("throws when the endpoint refuses", async () => {
  status = 400;
  await expect(transcriber()(recording, soon())).rejects.toThrow();
});
