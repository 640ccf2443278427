/** A guest that is started again must not get the random numbers of its last run. */
import { openFdt } from "../../boot/fdt/reader.js";
import { writeU32be } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import { randomWords } from "../../std/random/machine-random.js";

/** Puts fresh random numbers into the `rng-seed` of a tree that `makeGuestTree` made; one without a seed stays as it is. */
export function renewSeed(tree: Uint8Array): void {
  const seed = openFdt(tree).find("/chosen")?.property("rng-seed") ?? null;
  if (seed === null) return;
  const words = randomWords(seed.cellCount());
  if (words === null) return;
  for (let n: u32 = 0; n < words.length; n++) writeU32be(seed.bytes, 4 * n, words[n]!);
}
