/** The machine's one source of random numbers, seeded from what the loader passed. */
import { Mutex } from "../kernel/mutex.js";
import type { u32, u64 } from "../integers.js";
import { RandomGenerator } from "./generator.js";

class Source {
  readonly generator = new RandomGenerator();
  seeded = false;
}

/** Guards the generator. Taken last of all. */
const source = new Mutex(new Source());

/** Makes the source usable. @param seed what nobody outside can guess */
export function seedRandom(seed: readonly u64[]): void {
  source.with((s) => {
    for (const value of seed) s.generator.mix(value);
    s.seeded = true;
  });
}

/** `count` random words; null as long as there was no seed: numbers that only look random are not given. */
export function randomWords(count: u32): u32[] | null {
  return source.with((s) => (s.seeded ? Array.from({ length: count }, () => s.generator.next()) : null));
}
