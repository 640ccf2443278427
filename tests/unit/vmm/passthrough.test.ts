/** Devices of the machine for guests: what a VM gets, what it is told, what it cannot have. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFdt } from "../../../src/boot/fdt/reader.js";
import { freePhysicalBytes } from "../../../src/memory/physical-memory.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { simulatedSpis } from "../../../src/std/node/simulated-spis.js";
import { createVm, deleteVm, startVm, stopVm } from "../../../src/vmm/lifecycle.js";
import { guestSpi } from "../../../src/vmm/passthrough/guest-spis.js";
import { listVms } from "../../../src/vmm/vm-list.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { decompileTree } from "../boot/device-trees.js";
import { configText } from "./config-text.js";
import { useBoard, useQemu } from "./passthrough-machine.js";
import { files, guestDoes, parse, runTask } from "./simulated-machine.js";

const atStart = freePhysicalBytes();
const stores: string[] = [];
simulated.addDevice(0x901_0000n, 0x1000, registersNamed("rtc"));
simulated.addDevice(0xa00_0000n, 0x4000, registersNamed("virtio"));

function registersNamed(name: string) {
  return {
    read: () => 0n,
    write: (offset: bigint, _: number, value: bigint) => void stores.push(`${name}+0x${offset.toString(16)}=${value}`),
  };
}

beforeEach(() => {
  useQemu();
  simulatedSpis.reset();
  stores.length = 0;
});
afterEach(() => {
  for (const vm of listVms()) deleteVm(vm, true);
  expect(freePhysicalBytes()).toBe(atStart);
});

function make(changes: Record<string, string>): Vm {
  return createVm(parse({ cpu_num: "1", interrupt_mode: '"passthrough"', ...changes }), files);
}

function failure(changes: Record<string, string>): string {
  try {
    make(changes);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the VM was made");
}

function line(changes: Record<string, string>, key: string): number {
  const text = configText({ cpu_num: "1", interrupt_mode: '"passthrough"', ...changes });
  return text.split("\n").findIndex((one) => one.startsWith(`${key} =`)) + 1;
}

const rtc = { passthrough_devices: '[["/pl031@9010000"]]' };

function treeOf(vm: Vm): ReturnType<typeof openFdt> {
  return openFdt(vm.images.images.find((image) => image.key === "kernel.dtb_load_addr")!.bytes);
}

test("a device by path: its node and its clock are in the guest's tree, its interrupt is the guest's", () => {
  const vm = make(rtc);
  const tree = treeOf(vm);
  expect(tree.find("/pl031@9010000")!.registers()).toEqual([{ base: 0x901_0000n, bytes: 0x1000n }]);
  const clock = tree.find("/pl031@9010000")!.property("clocks")!.cell(0);
  expect(tree.withPhandle(clock)!.path).toBe("/apb-pclk");
  expect(vm.passed.interrupts).toEqual([{ intid: 34, edge: false }]);
  expect(decompileTree(vm.images.images.at(-1)!.bytes).warnings).toBe("");
});

test("the guest's GIC stands in the machine's place: interrupt-parent leads to it", () => {
  const tree = treeOf(make(rtc));
  const parent = tree.root().property("interrupt-parent")!.cell(0);
  expect(tree.withPhandle(parent)!.name).toBe("interrupt-controller@8000000");
});

test("its interrupt is delivered while the VM runs, and taken back when it stops", () => {
  const vm = make(rtc);
  expect(guestSpi(34)).toBe(false);
  startVm(vm);
  vm.gic.distributor.write(0x104n, 4, 4n);
  expect(simulatedSpis.enabled).toEqual(new Set([34]));
  expect(guestSpi(34)).toBe(true);
  guestDoes(() => stopVm(vm, true));
  runTask(vm.vcpus[0]!.task);
  expect(simulatedSpis.enabled.size).toBe(0);
  expect(simulatedSpis.log).toContain("quiet 34");
  expect(stores).toContain("rtc+0x10=0");
  expect(guestSpi(34)).toBe(false);
});

test("without interrupt_mode passthrough the interrupt stays away, and a warning says so", () => {
  const vm = make({ ...rtc, interrupt_mode: '"emulated"' });
  expect(vm.passed.interrupts).toEqual([]);
  expect(vm.config.warnings.join()).toContain(
    'the interrupts of "/pl031@9010000" do not reach the guest: interrupt_mode = "passthrough" delivers them',
  );
});

test("a device belongs to one VM: the second is refused with both names, and gets it after the first is deleted", () => {
  const first = make({ id: "7", name: '"first"', ...rtc });
  expect(failure(rtc)).toBe(
    `/guests/test.toml:${line(rtc, "passthrough_devices")}: passthrough_devices: "/pl031@9010000" belongs to VM[7] first`,
  );
  deleteVm(first, true);
  make(rtc);
});

test("two devices in one page cannot be two VMs'", () => {
  make({ id: "7", name: '"first"', passthrough_devices: '[["/virtio_mmio@a000000"]]' });
  expect(failure({ passthrough_devices: '[["/virtio_mmio@a000200"]]' })).toContain(
    '"/virtio_mmio@a000200" shares 0xa000000-0xa000fff with "/virtio_mmio@a000000", which belongs to VM[7] first',
  );
  make({ passthrough_devices: '[["/virtio_mmio@a001000"]]' });
});

test("what the hypervisor uses is refused by name", () => {
  const reasons: Record<string, string> = {
    "/pl011@9000000": "is the hypervisor's console",
    "/intc@8000000": "is the machine's interrupt controller: the guest has an emulated one",
    "/intc@8000000/its@8080000": "is the machine's interrupt controller",
    "/timer": "is the machine's timer",
    "/psci": "is the firmware's power control",
    "/cpus/cpu@0": "is the machine's CPUs",
    "/memory@40000000": "is the machine's memory",
    "/nothing": "is not in the machine's device tree",
  };
  for (const [path, reason] of Object.entries(reasons)) {
    expect(failure({ passthrough_devices: `[["${path}"]]` })).toContain(`passthrough_devices: "${path}" ${reason}`);
  }
});

test('"/" is all that can be had, without what is excluded', () => {
  const vm = make({ passthrough_devices: '[["/"]]', excluded_devices: '[["/pcie@10000000", "/flash@0"]]' });
  const tree = treeOf(vm);
  const names = tree
    .root()
    .children()
    .map((node) => node.name);
  expect(names).toEqual(expect.arrayContaining(["pl031@9010000", "virtio_mmio@a000000", "virtio_mmio@a003e00", "fw-cfg@9020000"]));
  for (const name of ["pcie@10000000", "flash@0", "pl011@9000000", "intc@8000000"]) expect(names).not.toContain(name);
  expect(decompileTree(vm.images.images.at(-1)!.bytes).source).toContain("tsvisor virtual machine");
  expect(vm.config.warnings.join()).toContain('left out: "/pl061@9030000" lies where the guest has its emulated GPIO controller');
});

test("a PCI host comes with its windows and the four interrupts that it hands on", () => {
  const vm = make({ passthrough_devices: '[["/pcie@10000000"]]' });
  expect(vm.passed.interrupts.map((one) => one.intid)).toEqual([35, 36, 37, 38]);
  const node = treeOf(vm).find("/pcie@10000000")!;
  expect(node.property("msi-map")).toBeNull();
  const map = node.property("interrupt-map")!;
  const gic = treeOf(vm).find("/interrupt-controller")!;
  expect(map.cell(4)).toBe(gic.phandle());
  expect(gic.property("#address-cells")!.cell(0)).toBe(2);
});

test("devices that use memory by themselves want memory at the machine's addresses", () => {
  const disk = { passthrough_devices: '[["/virtio_mmio@a000000"]]' };
  const message = '"/virtio_mmio@a000000" use memory at the machine\'s addresses: give the guest memory of map type 1, or they fail';
  expect(make({ id: "7", ...disk }).config.warnings.join()).toContain(message);
  deleteVm(listVms()[0]!, true);
  const regions = "[[0x42000000, 0x1000000, 7, 1]]";
  const identical = { ...disk, memory_regions: regions, entry_point: "0x42000000", kernel_load_addr: "0x42000000" };
  expect(make(identical).config.warnings).toEqual([]);
});

test("a device by address is mapped, but for the guest's and the hypervisor's own; memory is refused", () => {
  const window = '[["most", 0x8000000, 0x8000000, 0x1800000, 0x22]]';
  const vm = make({ id: "7", passthrough_devices: window });
  expect(vm.config.warnings.map((text) => text.slice(text.indexOf("0x8000000")))).toEqual([
    "0x8000000-0x97fffff is passed through without the hypervisor's console",
    "0x8000000-0x97fffff is passed through without the machine's GIC distributor",
    "0x8000000-0x97fffff is passed through without the machine's GIC redistributors",
    "0x8000000-0x97fffff is passed through without the guest's emulated GIC distributor",
    "0x8000000-0x97fffff is passed through without the guest's emulated GIC redistributors",
    "0x8000000-0x97fffff is passed through without the guest's emulated UART",
    "0x8000000-0x97fffff is passed through without the guest's emulated GPIO controller",
  ]);
  expect(vm.passed.interrupts.map((one) => one.intid)).toContain(34);
  expect(failure({ passthrough_devices: '[["ram", 0x10000000, 0x40000000, 0x1000, 0]]' })).toContain(
    "0x40000000-0x40000fff has memory of the machine (0x40000000-0x43ffffff): memory_regions with map type 2 gives memory",
  );
});

test("an interrupt number that is no SPI warns; one that is the hypervisor's is refused", () => {
  const odd = make({ id: "7", passthrough_devices: '[["ramoops", 0xc000000, 0xc000000, 0x1000, 0x17]]' });
  expect(odd.config.warnings.join()).toContain('"ramoops": irq_id 23 is no SPI (32 and up); the entry gives no interrupt');
  expect(failure({ passthrough_devices: '[["uart", 0xc001000, 0xc001000, 0x1000, 33]]' })).toContain(
    '"uart" has interrupt 33, which the guest\'s emulated UART has',
  );
});

test("guest_type passthrough of AxVisor 0.8 is all devices but the disabled ones, with their interrupts", () => {
  const vm = make({ guest_type: '"passthrough"', interrupt_mode: "", disabled: '[{ path = "/pcie@10000000" }]' });
  expect(vm.passed.names).toContain("/pl031@9010000");
  expect(vm.passed.names).not.toContain("/pcie@10000000");
  expect(vm.passed.interrupts.map((one) => one.intid)).toContain(34);
});

test("a device brings its clocks, pins and supplies, and the buses above it; an IOMMU stays", () => {
  useBoard();
  const vm = make({ passthrough_devices: '[["/soc/mmc@30000"]]' });
  const tree = treeOf(vm);
  for (const path of ["/soc/clock-controller@10000", "/crystal", "/supply", "/soc/pinctrl@20000/mmc/mmc-pins", "/soc/mmc@30000/slot"]) {
    expect(tree.find(path), path).not.toBeNull();
  }
  for (const path of ["/iommu@fd000000", "/soc/serial@40100"]) expect(tree.find(path)).toBeNull();
  expect(tree.find("/soc/mmc@30000")!.property("iommus")).toBeNull();
  expect(tree.find("/soc/mmc@30000")!.registers()).toEqual([{ base: 0xf003_0000n, bytes: 0x4000n }]);
  expect(vm.passed.names).toEqual(["/soc/mmc@30000", "/soc/clock-controller@10000", "/soc/pinctrl@20000"]);
});

test("what a device needs is one VM's too, and named", () => {
  useBoard();
  make({ id: "7", name: '"first"', passthrough_devices: '[["/soc/mmc@30000"]]' });
  expect(failure({ passthrough_devices: '[["/soc/clock-controller@10000"]]' })).toContain(
    '"/soc/clock-controller@10000" belongs to VM[7] first',
  );
});

test("a device beside the console, one that is off, and one whose interrupt no guest has, are refused", () => {
  useBoard();
  const reasons: Record<string, string> = {
    "/soc/serial@40000": "is the hypervisor's console",
    "/soc/serial@40100": "shares a page with the hypervisor's console",
    "/soc/off@60000": "is disabled in the machine's device tree",
    "/soc/far@50000": "has interrupt 332, which a guest's GIC does not have (255 is its last)",
    "/iommu@fd000000": "is an IOMMU, which guests cannot have",
  };
  for (const [path, reason] of Object.entries(reasons)) {
    expect(failure({ passthrough_devices: `[["${path}"]]` })).toContain(`"${path}" ${reason}`);
  }
});
