/** What the loader passed for random numbers. Bindings: chosen.yaml, rng-seed (any length) and kaslr-seed (64 bits). */
import { now } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { seedRandom } from "../std/random/machine-random.js";
import type { Fdt } from "./fdt/reader.js";

/** Without either property there are no random numbers: nothing else that a machine says at its start is hard to guess. */
export function takeRandomSeed(tree: Fdt): void {
  const seed: u64[] = [];
  addProperty(seed, tree, "rng-seed");
  addProperty(seed, tree, "kaslr-seed");
  if (seed.length === 0) return;
  seed.push(now());
  seedRandom(seed);
}

function addProperty(seed: u64[], tree: Fdt, name: string): void {
  const property = tree.find("/chosen")?.property(name) ?? null;
  if (property === null) return;
  for (let n: u32 = 0; 4 * n + 3 < property.bytes.length; n++) seed.push(BigInt(property.cell(n)));
}
