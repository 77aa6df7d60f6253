import { expect, test } from "vitest";

import { runStorm } from "./storm.ts";

test("every webhook five times, shuffled, 50 at once, while server and database die: each message stored once, one reply each, in order, nothing lost", async () => {
  const counted = await runStorm(
    { chats: 60, rounds: [["server"], ["database"], ["database", "server"], []] },
    7,
  );
  expect(counted).toMatchObject({
    ...{ deliveries: 1_200, messages: 240, stored: 240, replies: 240 },
    ...{ outOfOrder: [], undelivered: 0 },
  });
  // What had left and was not recorded when its sender died leaves again: at most one part for each
  // of eight workers and each death (docs/channels.md).
  expect(counted.sentTwice).toBeLessThanOrEqual(8 * 4);
  expect(counted.sent).toBe(counted.replies + counted.sentTwice);
}, 300_000);
