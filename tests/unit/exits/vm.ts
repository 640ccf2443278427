/** A VM of `vcpus` vCPUs with 64 KiB of simulated memory, running, with the devices that every guest has. */
import { createStage2 } from "../../../src/arch/aarch64/stage2.js";
import { stage2Format } from "../../../src/arch/aarch64/stage2-format.js";
import { VmConfig } from "../../../src/config/vm-config.js";
import { VmConsole } from "../../../src/console/vm-console.js";
import { affinityOf } from "../../../src/devices/gic/affinity.js";
import { VirtualGic } from "../../../src/devices/gic/virtual-gic.js";
import { MmioBus } from "../../../src/devices/mmio-bus.js";
import { Pl011 } from "../../../src/devices/pl011/pl011.js";
import { Pl061 } from "../../../src/devices/pl061/pl061.js";
import { GuestMemory } from "../../../src/memory/guest-memory.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { guestExit } from "../../../src/vmm/exits/guest-exit.js";
import { GuestImages } from "../../../src/vmm/guest-images.js";
import { guestMap } from "../../../src/devices/guest-map.js";
import { PassedDevices } from "../../../src/vmm/passthrough/passed-devices.js";
import { Vcpu } from "../../../src/vmm/vcpu.js";
import { VcpuState } from "../../../src/vmm/vm-state.js";
import { Vm, VmState } from "../../../src/vmm/vm.js";

const ram = 0x4000_0000n;
const tables = 0x8000_0000n;

export function runningVm(vcpus: number): Vm {
  simulatedRegisters.reset();
  simulated.reset();
  simulated.addRam(ram, 0x1_0000);
  simulated.addRam(tables, 0x1_0000);
  let next = tables;
  const pages = { allocate: (): bigint => (next += 0x2000n), free: (): void => {} };
  const stage2 = createStage2(stage2Format(40, 40), pages);
  if (stage2 === null) throw new Error("no stage 2");
  const gic = new VirtualGic(vcpus);
  const console = new VmConsole();
  const uart = new Pl011(gic, guestMap.uartInterrupt, console);
  const gpio = new Pl061(gic, guestMap.gpioInterrupt);
  const mmio = new MmioBus();
  mmio.attach(guestMap.gicDistributor, guestMap.gicDistributorBytes, gic.distributor);
  mmio.attach(guestMap.gicRedistributor, guestMap.gicRedistributorBytes * BigInt(vcpus), gic.redistributors);
  mmio.attach(guestMap.uart, guestMap.uartBytes, uart);
  const memory = new GuestMemory([{ gpa: ram, hpa: ram, bytes: 0x1_0000n, flags: 7n, owned: false }]);
  mmio.attach(guestMap.gpio, guestMap.gpioBytes, gpio);
  const images = new GuestImages(ram, ram, []);
  const passed = new PassedDevices(0, "test");
  const config = new VmConfig("test.toml");
  const vm = new Vm({ config, memory, stage2, images, gic, mmio, uart, gpio, console, passed });
  for (let n = 0; n < vcpus; n++) vm.vcpus.push(new Vcpu(vm, n, affinityOf(n), 1n));
  vm.state = VmState.Running;
  vm.activeVcpus = 1;
  vm.vcpus[0]!.active = true;
  vm.vcpus[0]!.state = VcpuState.Running;
  return vm;
}

/** ESR_EL2 of an exception class with 32-bit instructions. */
export function esr(exceptionClass: number, syndrome: number): bigint {
  return (BigInt(exceptionClass) << 26n) | 0x200_0000n | BigInt(syndrome);
}

/** HVC #0. @returns x0 */
export function hypervisorCall(vcpu: Vcpu, ...x: bigint[]): bigint {
  x.forEach((value, n) => vcpu.context.writeX(n, value));
  guestExit(vcpu, esr(0x16, 0));
  return vcpu.context.readX(0);
}

/** What a 64-bit (or, with `narrow`, 32-bit) load or store does to ISS. */
export interface Access {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly register: number;
  readonly write?: boolean;
  readonly signExtend?: boolean;
  readonly wide?: boolean;
}

/** A load or store at GPA `address` (and the same VA) that stage 2 stops. @returns the verdict */
export function access(vcpu: Vcpu, address: bigint, a: Access): number {
  simulatedRegisters.far = address;
  simulatedRegisters.hpfar = (address >> 12n) << 4n;
  const size = Math.log2(a.bytes);
  const flags = (a.write ? 0x40 : 0) | (a.signExtend ? 0x20_0000 : 0) | (a.wide ? 0x8000 : 0);
  return guestExit(vcpu, esr(0x24, 0x100_0007 | (size << 22) | (a.register << 16) | flags));
}
