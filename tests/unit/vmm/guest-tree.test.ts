import { expect, test } from "vitest";
import { findCpus } from "../../../src/boot/cpus.js";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { findBundle, findRam } from "../../../src/boot/memory-map.js";
import { findTimer } from "../../../src/boot/timer.js";
import { findUart } from "../../../src/boot/uart.js";
import { makeGuestTree } from "../../../src/vmm/guest-tree/guest-tree.js";
import { seedRandom } from "../../../src/std/random/machine-random.js";
import { renewSeed } from "../../../src/vmm/guest-tree/renew-seed.js";
import { planDevices } from "../../../src/vmm/passthrough/device-plan.js";
import { decompileTree, fdtget } from "../boot/device-trees.js";
import { parse } from "./simulated-machine.js";

const ramdisk = { address: 0x8800_0000n, bytes: 0x12_3456n };
const config = parse({
  cpu_num: "3",
  cmdline: '"console=ttyAMA0 quiet"',
  memory_regions: "[[0x80000000, 0x1000000, 7, 0], [0x100000000, 0x200000, 7, 0]]",
});

const noDevices = planDevices(config);

test("dtc takes it without a warning", () => {
  const { warnings, source } = decompileTree(makeGuestTree(config, ramdisk, noDevices));
  expect(warnings).toBe("");
  expect(source).toContain("interrupt-controller@8000000");
});

test("our own reader finds in it what the VM has", () => {
  const tree = openFdt(makeGuestTree(config, ramdisk, noDevices));
  expect(findRam(tree)).toEqual([
    { base: 0x8000_0000n, bytes: 0x100_0000n },
    { base: 0x1_0000_0000n, bytes: 0x20_0000n },
  ]);
  expect(findCpus(tree)).toEqual([0n, 1n, 2n]);
  expect(findUart(tree)).toMatchObject({ registers: { base: 0x0900_0000n, bytes: 0x1000n }, interrupt: 33 });
  expect(findTimer(tree, [])).toEqual({ virtual: 27, hypervisor: 26 });
  expect(findBundle(tree)).toEqual({ base: 0x8800_0000n, bytes: 0x12_3456n });
  expect(tree.find("/interrupt-controller")!.registers()[1]).toEqual({ base: 0x080a_0000n, bytes: 0x6_0000n });
});

test("command line, console and calls are where Linux looks for them", () => {
  const tree = makeGuestTree(config, ramdisk, noDevices);
  expect(fdtget(tree, [], "/chosen", "bootargs")).toBe("console=ttyAMA0 quiet");
  expect(fdtget(tree, [], "/chosen", "stdout-path")).toBe("/serial@9000000");
  expect(fdtget(tree, [], "/psci", "method")).toBe("hvc");
  expect(fdtget(tree, [], "/cpus/cpu@2", "enable-method")).toBe("psci");
  expect(fdtget(tree, ["-t", "u"], "/guest-clock", "clock-frequency")).toBe("24000000");
  expect(fdtget(makeGuestTree(parse(), null, noDevices), [], "/chosen", "bootargs")).toBeNull();
  expect(fdtget(makeGuestTree(parse(), null, noDevices), [], "/chosen", "linux,initrd-start")).toBeNull();
});

test("the power key is where gpio-keys looks for it", () => {
  const tree = makeGuestTree(config, null, noDevices);
  expect(fdtget(tree, [], "/gpio@9030000", "compatible")).toBe("arm,pl061 arm,primecell");
  expect(fdtget(tree, ["-t", "u"], "/gpio@9030000", "interrupts")).toBe("0 7 4");
  expect(fdtget(tree, ["-t", "u"], "/gpio-keys/power-key", "linux,code")).toBe("116");
  const phandle = fdtget(tree, ["-t", "u"], "/gpio@9030000", "phandle");
  expect(fdtget(tree, ["-t", "u"], "/gpio-keys/power-key", "gpios")).toBe(`${phandle} 3 0`);
});

test("a tree's random seed is another one after each renewal, all else stays", () => {
  seedRandom([1n, 2n]);
  const tree = makeGuestTree(config, ramdisk, noDevices);
  const seeds = [fdtget(tree, ["-t", "x"], "/chosen", "rng-seed")];
  const length = tree.length;
  for (let n = 0; n < 3; n++) {
    renewSeed(tree);
    seeds.push(fdtget(tree, ["-t", "x"], "/chosen", "rng-seed"));
  }
  expect(new Set(seeds).size).toBe(4);
  expect(seeds[0]!.split(" ").length).toBe(16);
  expect(tree.length).toBe(length);
  expect(fdtget(tree, [], "/chosen", "bootargs")).toBe("console=ttyAMA0 quiet");
});
