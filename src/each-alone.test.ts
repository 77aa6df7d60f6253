import { expect, test } from "vitest";

import { eachAlone } from "./each-alone.ts";

test("one that fails keeps no other from its turn, and is not forgotten", async () => {
  const done: number[] = [];
  const work = async (item: number): Promise<void> => {
    if (item === 2) throw new Error("two");
    done.push(item);
  };
  await expect(eachAlone([1, 2, 3], work)).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: "two" })],
  });
  expect(done).toEqual([1, 3]);
  await eachAlone([4], work);
  expect(done).toEqual([1, 3, 4]);
});
