/** Makes a VM from its configuration: all of it, or nothing at all. */
import { createStage2 } from "../arch/aarch64/stage2.js";
import type { Stage2 } from "../arch/aarch64/stage2.js";
import { stage2Format } from "../arch/aarch64/stage2-format.js";
import type { VmConfig } from "../config/vm-config.js";
import { VmConsole } from "../console/vm-console.js";
import { affinityOf } from "../devices/gic/affinity.js";
import { VirtualGic } from "../devices/gic/virtual-gic.js";
import { MmioBus } from "../devices/mmio-bus.js";
import { Pl011 } from "../devices/pl011/pl011.js";
import { Pl061 } from "../devices/pl061/pl061.js";
import type { FileTree } from "../fs/file-tree.js";
import type { GuestMemory } from "../memory/guest-memory.js";
import { MachineTablePages } from "../memory/table-pages.js";
import type { u32, u64 } from "../std/index.js";
import { physicalAddressBits } from "../std/kernel/machine.js";
import { rangeText } from "./address-text.js";
import { DuplicateVmId, VmError } from "./errors.js";
import type { GuestImages } from "./guest-images.js";
import { greatestVcpuCount, guestMap } from "../devices/guest-map.js";
import { allocateGuestMemory } from "./guest-ram.js";
import { loadVm } from "./load-vm.js";
import { releaseClaims } from "./passthrough/claims.js";
import { planDevices } from "./passthrough/device-plan.js";
import type { DevicePlan } from "./passthrough/device-plan.js";
import type { PassedDevices } from "./passthrough/passed-devices.js";
import { takeDevices } from "./passthrough/take-devices.js";
import { placeVcpus } from "./placement.js";
import { planImages } from "./plan-images.js";
import { changeState, markDeleted } from "./run-state.js";
import { joinVcpuTasks, startVcpuTask } from "./vcpu-task.js";
import { Vcpu } from "./vcpu.js";
import { addVm, getVm } from "./vm-list.js";
import { VcpuState, VmState } from "./vm-state.js";
import { Vm } from "./vm.js";

/** Bits of a guest's addresses, unless its memory lies higher. */
const usualAddressBits: u32 = 40;

/**
 * Makes the VM and puts it into the list: Loaded, its images in memory.
 * @param files where the images are
 * @throws VmError naming file, line and key; then there is no VM, and the memory is free again
 */
export function createVm(config: VmConfig, files: FileTree): Vm {
  if (getVm(config.id) !== null) throw new DuplicateVmId(config.id);
  if (config.cpuNum < 1 || config.cpuNum > greatestVcpuCount) {
    throw new VmError(`${config.place("base.cpu_num")} ${config.cpuNum}: a VM has 1 to ${greatestVcpuCount} vCPUs`);
  }
  const cpus = placeVcpus(config);
  const memory = allocateGuestMemory(config);
  try {
    return createInMemory(config, files, memory, cpus);
  } catch (error) {
    memory.release();
    throw error;
  }
}

function createInMemory(config: VmConfig, files: FileTree, memory: GuestMemory, cpus: readonly u64[]): Vm {
  const plan = planDevices(config);
  const images = planImages(config, files, plan);
  const passed = takeDevices(config, plan);
  try {
    return createWithDevices(memory, images, plan, passed, config, cpus);
  } catch (error) {
    releaseClaims(passed.owner);
    throw error;
  }
}

function createWithDevices(
  memory: GuestMemory,
  images: GuestImages,
  plan: DevicePlan,
  passed: PassedDevices,
  config: VmConfig,
  cpus: readonly u64[],
): Vm {
  const stage2 = createStage2(stage2Format(addressBits(memory, plan), physicalAddressBits()), new MachineTablePages());
  if (stage2 === null) throw new VmError(`${config.source}: no memory or no VMID is left for the VM's translation tables`);
  try {
    mapMemory(config, memory, stage2);
    mapDevices(config, plan, stage2);
    const vm = assemble(config, images, memory, stage2, passed);
    addVcpus(vm, cpus);
    enlist(vm);
    return vm;
  } catch (error) {
    stage2.release();
    throw error;
  }
}

function addressBits(memory: GuestMemory, plan: DevicePlan): u32 {
  let bits = usualAddressBits;
  for (const part of memory.parts) while (part.gpa + part.bytes > 1n << BigInt(bits)) bits++;
  while (plan.end > 1n << BigInt(bits)) bits++;
  return bits;
}

function mapMemory(config: VmConfig, memory: GuestMemory, stage2: Stage2): void {
  for (const part of memory.parts) {
    if (stage2.map(part.gpa, part.hpa, part.bytes, part.flags)) continue;
    throw new VmError(`${config.place("kernel.memory_regions")}: beyond this machine's address size, or no memory is left for tables`);
  }
  stage2.flush();
}

function mapDevices(config: VmConfig, plan: DevicePlan, stage2: Stage2): void {
  for (const map of plan.maps.list()) {
    if (stage2.mapDevice(map.gpa, map.hpa, map.bytes)) continue;
    const range = rangeText(map.gpa, map.bytes);
    throw new VmError(`${config.source}: ${range} of its devices: beyond this machine's address size, or no memory is left for tables`);
  }
  stage2.flush();
}

function assemble(config: VmConfig, images: GuestImages, memory: GuestMemory, stage2: Stage2, passed: PassedDevices): Vm {
  const gic = new VirtualGic(config.cpuNum);
  for (const interrupt of passed.interrupts) gic.spis.setPhysical(interrupt.intid);
  const console = new VmConsole();
  const uart = new Pl011(gic, guestMap.uartInterrupt, console);
  const gpio = new Pl061(gic, guestMap.gpioInterrupt);
  const mmio = new MmioBus();
  mmio.attach(guestMap.gicDistributor, guestMap.gicDistributorBytes, gic.distributor);
  mmio.attach(guestMap.gicRedistributor, guestMap.gicRedistributorBytes * BigInt(config.cpuNum), gic.redistributors);
  mmio.attach(guestMap.uart, guestMap.uartBytes, uart);
  mmio.attach(guestMap.gpio, guestMap.gpioBytes, gpio);
  return new Vm({ config, memory, stage2, images, gic, mmio, uart, gpio, console, passed });
}

function addVcpus(vm: Vm, cpus: readonly u64[]): void {
  for (let i: u32 = 0; i < vm.config.cpuNum; i++) vm.vcpus.push(new Vcpu(vm, i, affinityOf(i), cpus[i]!));
  vm.vcpus[0]!.state = VcpuState.Created;
}

/** Tasks, list, images: what others see of the VM. */
function enlist(vm: Vm): void {
  try {
    for (const vcpu of vm.vcpus) {
      if (!startVcpuTask(vcpu)) throw new VmError(`VM[${vm.id}]: no memory for the stack of vCPU ${vcpu.index}`);
    }
    loadVm(vm);
    addVm(vm);
    changeState(vm, VmState.Loading, VmState.Loaded);
  } catch (error) {
    changeState(vm, VmState.Loading, VmState.Stopped);
    markDeleted(vm);
    joinVcpuTasks(vm);
    throw error;
  }
}
