import { expect, test } from "vitest";
import { chacha20Block } from "../../../src/std/random/chacha20.js";
import { RandomGenerator } from "../../../src/std/random/generator.js";
import { randomWords, seedRandom } from "../../../src/std/random/machine-random.js";

test("the block function gives RFC 8439's example (2.3.2)", () => {
  const key = Array.from({ length: 8 }, (_, n) => (0x0302_0100 + 0x0404_0404 * n) >>> 0);
  const state = Uint32Array.from([0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574, ...key, 1, 0x0900_0000, 0x4a00_0000, 0]);
  const block = new Uint32Array(16);
  chacha20Block(state, block);
  expect([...block].map((word) => word.toString(16).padStart(8, "0"))).toEqual(
    (
      "e4e7f110 15593bd1 1fdd0f50 c47120a3 c7f4d1c7 0368c033 9aaa2204 4e6cd4c3 " +
      "466482d2 09aa9f07 05d7c214 a2028bd9 d19c12b5 b94e16de e883d0cb 4e3c50a2"
    ).split(" "),
  );
});

const take = (seed: bigint[], count: number): number[] => {
  const generator = new RandomGenerator();
  for (const value of seed) generator.mix(value);
  return Array.from({ length: count }, () => generator.next());
};

test("the same seed gives the same numbers, another seed others", () => {
  expect(take([1n, 2n], 50)).toEqual(take([1n, 2n], 50));
  expect(new Set([...take([1n, 2n], 50), ...take([2n, 1n], 50), ...take([1n], 50), ...take([1n << 32n], 50)]).size).toBe(200);
});

test("without a seed there are no random numbers", () => {
  expect(randomWords(4)).toBeNull();
  seedRandom([7n]);
  expect(randomWords(4)).toHaveLength(4);
  expect(randomWords(4)).not.toEqual(randomWords(4));
});
