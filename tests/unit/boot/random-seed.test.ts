import { expect, test } from "vitest";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { takeRandomSeed } from "../../../src/boot/random-seed.js";
import { randomWords } from "../../../src/std/random/machine-random.js";
import { makeGuestTree } from "../../../src/vmm/guest-tree/guest-tree.js";
import { planDevices } from "../../../src/vmm/passthrough/device-plan.js";
import { parse } from "../vmm/simulated-machine.js";
import { compileTree } from "./device-trees.js";

const treeWith = (properties: string) => openFdt(compileTree(`/dts-v1/; / { chosen { ${properties} }; };`));
const seedOf = (tree: Uint8Array): string => Buffer.from(openFdt(tree).find("/chosen")?.property("rng-seed")?.bytes ?? []).toString("hex");

test("a tree without a seed gives no random numbers, and guests get none", () => {
  takeRandomSeed(treeWith("rng-seed = [01 02 03];"));
  expect(randomWords(1)).toBeNull();
  expect(seedOf(makeGuestTree(parse(), null, planDevices(parse())))).toBe("");
});

test("with a seed each guest gets its own", () => {
  takeRandomSeed(treeWith("rng-seed = [01 02 03 04 05 06 07 08 09]; kaslr-seed = <1 2>;"));
  const first = seedOf(makeGuestTree(parse(), null, planDevices(parse())));
  expect(first).toMatch(/^[0-9a-f]{128}$/);
  expect(seedOf(makeGuestTree(parse(), null, planDevices(parse())))).not.toBe(first);
});
