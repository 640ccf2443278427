import fc from "fast-check";
import { expect, test } from "vitest";
import { FdtError } from "../../../src/boot/fdt/error.js";
import { interruptsOf } from "../../../src/boot/fdt/interrupts.js";
import type { FdtNode } from "../../../src/boot/fdt/node.js";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { discoverMachine, MachineError } from "../../../src/boot/machine.js";
import { compileTree, fdtget, qemuTree } from "./device-trees.js";

const sample = compileTree(`
/dts-v1/;
/memreserve/ 0x40000000 0x1000;
/ {
  #address-cells = <2>; #size-cells = <2>; interrupt-parent = <&gic>;
  aliases { serial2 = "/soc/serial@b50000"; };
  chosen { stdout-path = "serial2:1500000n8"; };
  gic: interrupt-controller@1 { #interrupt-cells = <4>; reg = <0 1 0 1>; phandle = <7>; };
  soc {
    #address-cells = <1>; #size-cells = <1>; ranges = <0xb00000 0x0 0xfeb00000 0x100000>;
    empty-name-value;
    serial@b50000 { compatible = "rockchip,rk3588-uart", "snps,dw-apb-uart"; reg = <0xb50000 0x100>, <0xc50000 0x100>; interrupts = <0 333 4 0>, <1 10 8 0>; };
    off@b60000 { compatible = "snps,dw-apb-uart"; reg = <0xb60000 0x100>; status = "disabled"; };
    inner { #address-cells = <1>; #size-cells = <1>; ranges; device@b70000 { reg = <0xb70000 4>; }; };
    i2c { #address-cells = <1>; #size-cells = <0>; chip@20 { reg = <0x20>; }; };
  };
};`);

/** Every path of the tree. */
function pathsOf(node: FdtNode): string[] {
  return [node.path, ...node.children().flatMap(pathsOf)];
}

function names(nodes: readonly FdtNode[]): string {
  return nodes.map((node) => node.name).join("\n");
}

/** A property as fdtget -t x shows it. */
function cells(node: FdtNode, name: string): string | null {
  const property = node.property(name);
  return property === null ? null : Array.from({ length: property.cellCount() }, (_, i) => property.cell(i).toString(16)).join(" ");
}

test("nodes are found by path, with or without the unit address, and by alias", () => {
  const tree = openFdt(sample);
  expect(tree.find("/soc/serial@b50000")!.name).toBe("serial@b50000");
  expect(tree.find("/soc/serial")!.path).toBe("/soc/serial@b50000");
  expect(tree.find("serial2")!.path).toBe("/soc/serial@b50000");
  expect(tree.find("/")!.path).toBe("");
  expect(tree.find("/soc/serial@b5")).toBeNull();
  expect(tree.find("serial9")).toBeNull();
  expect(tree.reservations).toEqual([{ base: 0x4000_0000n, bytes: 0x1000n }]);
});

test("reg is translated through ranges; where they do not lead up there is no address", () => {
  const tree = openFdt(sample);
  expect(tree.find("/soc/serial")!.registers()).toEqual([{ base: 0xfeb5_0000n, bytes: 0x100n }]);
  expect(tree.find("/soc/inner/device")!.registers()).toEqual([{ base: 0xfeb7_0000n, bytes: 4n }]);
  expect(tree.find("/soc/i2c/chip")!.registers()).toEqual([]);
  expect(tree.find("/soc/i2c/chip")!.localRegisters()).toEqual([{ base: 0x20n, bytes: 0n }]);
});

test("interrupts become INTIDs; disabled nodes are not offered", () => {
  const tree = openFdt(sample);
  expect(interruptsOf(tree, tree.find("serial2")!)).toEqual([365, 26]);
  expect(tree.compatible(["snps,dw-apb-uart"]).map((node) => node.path)).toEqual(["/soc/serial@b50000"]);
  expect(tree.find("/soc")!.property("empty-name-value")!.bytes.length).toBe(0);
});

test("a compatible name is found only whole, wherever it stands in its list", () => {
  const tree = openFdt(sample);
  for (const name of ["rockchip,rk3588-uart", "snps,dw-apb-uart"]) expect(names(tree.compatible([name]))).toBe("serial@b50000");
  for (const name of ["rockchip,rk3588", "uart", "snps,dw-apb-uart2", ""]) expect(tree.compatible([name])).toEqual([]);
});

test("a phandle leads to its node, and the node knows where it lies", () => {
  const tree = openFdt(sample);
  expect(tree.withPhandle(7)!.path).toBe("/interrupt-controller@1");
  expect(tree.withPhandle(8)).toBeNull();
  expect(() => tree.find("/soc/inner/device")!.property("reg")!.cell(2)).toThrow("/soc/inner/device@b70000: reg: 8 bytes have no cell 2");
});

test("all of QEMU's tree reads as fdtget reads it", () => {
  const bytes = qemuTree("virt,virtualization=on,gic-version=3", "-smp", "2");
  const tree = openFdt(bytes);
  const paths = pathsOf(tree.root());
  expect(paths.length).toBeGreaterThan(40);
  for (const path of paths.filter((_, i) => i % 6 === 0).map((path) => path || "/")) {
    const node = tree.find(path)!;
    expect(names(node.children())).toBe(fdtget(bytes, ["-l"], path));
    const compatible = fdtget(bytes, ["-t", "s"], path, "compatible");
    expect(node.property("compatible")?.texts().join(" ") ?? null).toBe(compatible);
    const reg = fdtget(bytes, ["-t", "x"], path, "reg");
    expect(cells(node, "reg")).toBe(reg);
  }
});

test("a broken tree is an error that names the place", () => {
  expect(() => openFdt(new Uint8Array(10))).toThrow(FdtError);
  expect(() => openFdt(new Uint8Array(64))).toThrow("begins with 0x0 instead of 0xd00dfeed");
  expect(() => openFdt(sample.subarray(0, sample.length - 1))).toThrow(`it says ${sample.length} bytes, there are ${sample.length - 1}`);
  const badToken = sample.slice();
  new DataView(badToken.buffer).setUint32(new DataView(badToken.buffer).getUint32(8), 0x77);
  expect(() => openFdt(badToken)).toThrow("the root node was expected at 0x");
  const deep = compileTree(`/dts-v1/; / { ${"a { ".repeat(40)} ${"};".repeat(40)} };`);
  expect(() => openFdt(deep)).toThrow("more than 32 nodes inside each other");
});

test("whatever bytes are damaged, only errors of the tree come out", () => {
  const damage = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(damage, (changes) => {
      const bytes = sample.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        const tree = openFdt(bytes);
        pathsOf(tree.root());
        discoverMachine(tree);
      } catch (error) {
        if (!(error instanceof FdtError) && !(error instanceof MachineError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});
