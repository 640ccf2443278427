/**
 * Programs that nobody wrote: classes, closures, unions, containers, loops, errors and all kinds of numbers, put together at random. Each
 * prints the same on Node and in C, with both compilers, or traps at the same place with the same words.
 *
 * `TSVISOR_GENERATED_COUNT` and `TSVISOR_GENERATED_SEED` ask for more of them, or others; `TSVISOR_GENERATED_SHRINK` for a small program
 * instead of the first one that fails.
 */
import { expect, test } from "vitest";
import type { Profile } from "../../../src/compiler/index.js";
import { Choices } from "./choices.js";
import { differences } from "./compare.js";
import { writeProgram } from "./program.js";
import { shrink } from "./shrink.js";

const count = Number(process.env["TSVISOR_GENERATED_COUNT"] ?? "500");
const firstSeed = Number(process.env["TSVISOR_GENERATED_SEED"] ?? "1");
const shrinks = process.env["TSVISOR_GENERATED_SHRINK"] !== undefined;

/** Programs in one executable. */
const batchSize = 50;

/** An hour: who shrinks, or runs thousands, has time. */
const shrinkLimit = 3_600_000;

function profileOf(seed: number): Profile {
  return seed % 2 === 0 ? "host" : "device";
}

/** The seeds of one batch, all of one profile. */
function seedsOf(batch: number): readonly number[] {
  const first = firstSeed + Math.floor(batch / 2) * batchSize * 2 + (batch % 2);
  return Array.from({ length: batchSize }, (_, n) => first + n * 2);
}

async function told(seed: number, difference: string): Promise<string> {
  const choices = new Choices(seed);
  let text = writeProgram(choices, profileOf(seed));
  if (shrinks) text = writeProgram(new Choices(0, await shrink(choices.made, profileOf(seed))), profileOf(seed));
  return `seed ${seed}, profile ${profileOf(seed)}: ${difference}\n\n${text}`;
}

for (let batch = 0; batch < Math.ceil(count / batchSize); batch++) {
  const seeds = seedsOf(batch);
  const [first = 0, last = 0] = [seeds[0], seeds.at(-1)];
  test.concurrent(
    `generated programs, every second seed from ${first} to ${last}`,
    async () => {
      const profile = profileOf(first);
      const found = await differences(
        seeds.map((seed) => writeProgram(new Choices(seed), profile)),
        profile,
      );
      const failed = seeds.flatMap((seed, n) => (found[n] == null ? [] : [{ seed, difference: found[n] }]));
      const [worst] = failed;
      const message = worst === undefined ? "" : await told(worst.seed, worst.difference);
      expect(message, `seeds ${failed.map(({ seed }) => seed).join()}`).toBe("");
    },
    shrinkLimit,
  );
}
