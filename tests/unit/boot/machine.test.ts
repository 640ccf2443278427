import { expect, test } from "vitest";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { discoverMachine, ramBytes } from "../../../src/boot/machine.js";
import type { Machine } from "../../../src/boot/machine.js";
import { PsciConduit, UartKind } from "../../../src/std/kernel/machine.js";
import { compileTree, qemuTree } from "./device-trees.js";

function discover(tree: Uint8Array): Machine {
  return discoverMachine(openFdt(tree));
}

test("QEMU's virt at EL2", () => {
  const machine = discover(qemuTree("virt,virtualization=on,gic-version=3", "-smp", "4", "-m", "2048"));
  expect(machine).toMatchObject({
    model: "linux,dummy-virt",
    ram: [{ base: 0x4000_0000n, bytes: 0x8000_0000n }],
    cpus: [0n, 1n, 2n, 3n],
    uart: { kind: UartKind.Pl011, registers: { base: 0x0900_0000n }, interrupt: 33 },
    gic: { distributor: { base: 0x0800_0000n, bytes: 0x1_0000n }, redistributors: { base: 0x080a_0000n }, stride: 0n, maintenance: 25 },
    timer: { virtual: 27, hypervisor: 26 },
    psci: PsciConduit.Smc,
    bundle: null,
  });
});

/** The parts of Rock 5B's tree that matter, in the words of mainline's rk3588 sources; the memory node is U-Boot's. */
const rock5b = `
/dts-v1/;
/memreserve/ 0x12000000 0x40000;
/ {
  #address-cells = <2>; #size-cells = <2>; interrupt-parent = <&gic>; model = "Radxa ROCK 5B"; compatible = "radxa,rock-5b";
  aliases { serial2 = &uart2; };
  chosen { stdout-path = "serial2:1500000n8"; linux,initrd-start = <0x0 0x12180000>; linux,initrd-end = <0x0 0x13000000>; };
  memory@200000 { device_type = "memory"; reg = <0x0 0x200000 0x0 0xefe00000>, <0x1 0x0 0x3 0x0>; };
  cpus { #address-cells = <1>; #size-cells = <0>;
    cpu@0 { device_type = "cpu"; reg = <0x0>; }; cpu@100 { device_type = "cpu"; reg = <0x100>; };
    cpu@700 { device_type = "cpu"; reg = <0x700>; }; cpu-map { cluster0 { }; }; };
  psci { compatible = "arm,psci-1.0"; method = "smc"; };
  reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges;
    scmi@10f000 { reg = <0x0 0x10f000 0x0 0x100>; no-map; }; pool { size = <0x0 0x1000>; }; };
  timer { compatible = "arm,armv8-timer"; interrupts = <1 13 4 0>, <1 14 4 0>, <1 11 4 0>, <1 10 4 0>, <1 12 4 0>;
    interrupt-names = "sec-phys", "phys", "virt", "hyp-phys", "hyp-virt"; };
  gic: interrupt-controller@fe600000 { compatible = "arm,gic-v3"; #interrupt-cells = <4>; interrupt-controller; interrupts = <1 9 4 0>;
    reg = <0x0 0xfe600000 0 0x10000>, <0x0 0xfe680000 0 0x100000>; };
  uart1: serial@feb40000 { compatible = "rockchip,rk3588-uart", "snps,dw-apb-uart"; reg = <0x0 0xfeb40000 0x0 0x100>; interrupts = <0 332 4 0>; reg-shift = <2>; };
  uart2: serial@feb50000 { compatible = "rockchip,rk3588-uart", "snps,dw-apb-uart"; reg = <0x0 0xfeb50000 0x0 0x100>; interrupts = <0 333 4 0>; reg-shift = <2>; };
};`;

test("an RK3588 board", () => {
  const machine = discover(compileTree(rock5b));
  expect(machine).toMatchObject({
    model: "Radxa ROCK 5B",
    cpus: [0n, 0x100n, 0x700n],
    uart: { kind: UartKind.Dw8250, registers: { base: 0xfeb5_0000n, bytes: 0x100n }, interrupt: 365 },
    gic: { maintenance: 25, redistributors: { base: 0xfe68_0000n, bytes: 0x10_0000n } },
    timer: { virtual: 27, hypervisor: 26 },
    bundle: { base: 0x1218_0000n, bytes: 0xe8_0000n },
    reserved: [
      { base: 0x1200_0000n, bytes: 0x4_0000n, unmappable: false, named: false },
      { base: 0x10_f000n, bytes: 0x100n, unmappable: true, named: true },
    ],
  });
  expect(ramBytes(machine)).toBe(0xefe0_0000n + 0x3_0000_0000n);
});

test("all that is missing is said at once", () => {
  const bare = compileTree("/dts-v1/; / { #address-cells = <2>; #size-cells = <2>; };");
  expect(() => discover(bare)).toThrow(/device_type "memory"[^]*below \/cpus[^]*gic-v3[^]*timer[^]*UART/);
});

test("a GICv2 is named, with the way out", () => {
  expect(() => discover(qemuTree("virt,virtualization=on,gic-version=2"))).toThrow("/intc@8000000 is a GICv2; a GICv3 is needed");
});

test("ranges that leave the address space are errors of the tree", () => {
  const wrong = rock5b.replace("<0x1 0x0 0x3 0x0>", "<0xffffffff 0xfffff000 0x0 0x2000>");
  expect(() => discover(compileTree(wrong))).toThrow("/memory@200000: reg: 0xfffffffffffff000, 0x2000 bytes pass the end");
  const backwards = rock5b.replace("linux,initrd-end = <0x0 0x13000000>", "linux,initrd-end = <0x0 0x1000>");
  expect(() => discover(compileTree(backwards))).toThrow("before linux,initrd-start");
});
