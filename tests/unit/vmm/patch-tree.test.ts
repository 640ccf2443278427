/** A guest's own device tree: what the VM knows better is put in, the rest stays. */
import { expect, test } from "vitest";
import { findCpus } from "../../../src/boot/cpus.js";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { findBundle, findRam } from "../../../src/boot/memory-map.js";
import { patchTree } from "../../../src/vmm/guest-tree/patch-tree.js";
import { compileTree, decompileTree, fdtget } from "../boot/device-trees.js";
import { parse } from "./simulated-machine.js";

const own = compileTree(`/dts-v1/;
/memreserve/ 0x80000000 0x1000;
/ {
	#address-cells = <2>; #size-cells = <1>; compatible = "vendor,board";
	chosen { bootargs = "root=/dev/vda"; linux,initrd-start = <1>; stdout-path = "/uart@9000000"; };
	memory@0 { device_type = "memory"; reg = <0 0 0x1000>; };
	memory@100000000 { device_type = "memory"; reg = <1 0 0x1000>; };
	cpus {
		#address-cells = <1>; #size-cells = <0>;
		cpu-map { cluster0 { core0 { cpu = <&a>; }; core1 { cpu = <&b>; }; }; };
		a: cpu@100 { device_type = "cpu"; compatible = "arm,cortex-a55"; reg = <0x100>; enable-method = "spin-table"; clock-latency = <7>; };
		b: cpu@200 { device_type = "cpu"; compatible = "arm,cortex-a55"; reg = <0x200>; };
		idle-states { sleep { compatible = "arm,idle-state"; }; };
	};
	uart@9000000 { compatible = "arm,pl011"; reg = <0 0x9000000 0x1000>; };
};`);
const ramdisk = { address: 0x8800_0000n, bytes: 0x1000n };
const regions = { memory_regions: "[[0x80000000, 0x1000000, 7, 0], [0x100000000, 0x200000, 7, 0]]" };

test("memory, vCPUs and RAM disk are the VM's", () => {
  const tree = openFdt(patchTree(own, parse({ ...regions, cpu_num: "3" }), ramdisk));
  expect(findRam(tree)).toEqual([
    { base: 0x8000_0000n, bytes: 0x100_0000n },
    { base: 0x1_0000_0000n, bytes: 0x20_0000n },
  ]);
  expect(findCpus(tree)).toEqual([0n, 1n, 2n]);
  expect(findBundle(tree)).toEqual({ base: 0x8800_0000n, bytes: 0x1000n });
});

test("CPUs keep what the tree says of them, and are started by PSCI; a map of CPUs that are not there is left out", () => {
  const one = patchTree(own, parse({ ...regions, cpu_num: "1" }), null);
  expect(fdtget(one, [], "/cpus/cpu@0", "compatible")).toBe("arm,cortex-a55");
  expect(fdtget(one, ["-t", "u"], "/cpus/cpu@0", "clock-latency")).toBe("7");
  expect(fdtget(one, [], "/cpus/cpu@0", "enable-method")).toBe("psci");
  expect(openFdt(one).find("/cpus/cpu-map")).toBeNull();
  expect(openFdt(one).find("/cpus/idle-states/sleep")).not.toBeNull();
  expect(openFdt(patchTree(own, parse({ ...regions, cpu_num: "2" }), null)).find("/cpus/cpu-map")).not.toBeNull();
});

test("the command line is the configuration's where it has one, else the tree's", () => {
  expect(fdtget(patchTree(own, parse({ ...regions, cmdline: '"quiet"' }), null), [], "/chosen", "bootargs")).toBe("quiet");
  const kept = patchTree(own, parse(regions), null);
  expect(fdtget(kept, [], "/chosen", "bootargs")).toBe("root=/dev/vda");
  expect(fdtget(kept, [], "/chosen", "linux,initrd-start")).toBeNull();
  expect(fdtget(kept, [], "/chosen", "stdout-path")).toBe("/uart@9000000");
});

test("all else stays: devices, reserved memory; dtc reads it", () => {
  const patched = patchTree(own, parse(regions), null);
  expect(openFdt(patched).reservations).toEqual([{ base: 0x8000_0000n, bytes: 0x1000n }]);
  expect(decompileTree(patched).source).toContain('compatible = "arm,pl011"');
});
