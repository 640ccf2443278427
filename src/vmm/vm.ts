/** One virtual machine: what it is made of and what it does now. */
import type { Stage2 } from "../arch/aarch64/stage2.js";
import type { VmConfig } from "../config/vm-config.js";
import type { VmConsole } from "../console/vm-console.js";
import type { VirtualGic } from "../devices/gic/virtual-gic.js";
import type { MmioBus } from "../devices/mmio-bus.js";
import type { Pl011 } from "../devices/pl011/pl011.js";
import type { Pl061 } from "../devices/pl061/pl061.js";
import { PowerKey } from "../devices/pl061/power-key.js";
import type { GuestMemory } from "../memory/guest-memory.js";
import { Mutex, Semaphore, SpinLock, WaitQueue } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { CrashRecord, describeCrash, Ending } from "./crash-reason.js";
import type { GuestImages } from "./guest-images.js";
import type { PassedDevices } from "./passthrough/passed-devices.js";
import { RefusedCall } from "./refused-call.js";
import type { Vcpu } from "./vcpu.js";
import { VmState } from "./vm-state.js";

export { VmState } from "./vm-state.js";

/** `base.id` of the configuration: unique among the VMs of the machine. */
export type VmId = u32;

/** What a VM is made of; all of it lives as long as the VM. */
export interface VmParts {
  readonly config: VmConfig;
  readonly memory: GuestMemory;
  readonly stage2: Stage2;
  readonly images: GuestImages;
  readonly gic: VirtualGic;
  readonly mmio: MmioBus;
  readonly uart: Pl011;
  readonly gpio: Pl061;
  readonly console: VmConsole;
  readonly passed: PassedDevices;
}

class FailureText {
  text = "";
}

/** Whoever holds it keeps the object, but not what it is made of: memory and tables go back when it is deleted. */
export class Vm {
  readonly id: VmId;
  readonly name: string;
  readonly config: VmConfig;
  readonly memory: GuestMemory;
  readonly stage2: Stage2;
  readonly images: GuestImages;
  readonly gic: VirtualGic;
  readonly mmio: MmioBus;
  readonly uart: Pl011;
  readonly gpio: Pl061;
  readonly powerKey: PowerKey;
  readonly console: VmConsole;
  /** What it has of the machine's devices. */
  readonly passed: PassedDevices;
  /** Filled once, while the VM is made. */
  readonly vcpus: Vcpu[] = [];

  /** Guards all that can change below, and each vCPU's state; held for a few instructions, also by the exit path. */
  readonly lock = new SpinLock();
  /** Woken at each change of `state`. */
  readonly changed = new WaitQueue();
  /** Held while memory is loaded or given back, so that two commands cannot do it at once. */
  readonly loading = new Semaphore(1);
  /** @atomic @guarded lock */
  state: VmState = VmState.Loading;
  /** vCPUs between the start of their run and their leaving. @guarded lock */
  activeVcpus: u32 = 0;
  /** Stopping, but the guest was asked to power itself off: its vCPUs run until it has done so, or until its time is up. @atomic @guarded lock */
  shuttingDown = false;
  /** Tells the vCPU tasks to end; set once, by delete. @atomic @guarded lock */
  deleted = false;
  /**
   * Ticks of the system counter at the start, and those it was suspended since: the guest's virtual counter begins at 0 and knows no suspension.
   * @guarded lock
   */
  timeOffset: u64 = 0n;
  /** Ticks when the last vCPU of a suspended VM had left the guest. @guarded lock */
  frozenAt: u64 = 0n;
  /** How often it was started, by a command or by a reset of its own. @atomic @guarded lock */
  starts: u32 = 0;
  /** How the last run ended; kept while the next one lasts. @atomic @guarded lock */
  ending: Ending = Ending.None;
  /** @guarded lock */
  readonly crash = new CrashRecord();
  /** @guarded lock */
  readonly refusedCall = new RefusedCall();
  /** Why the restart that the guest asked for failed. Written before `ending` says so. */
  readonly failure = new Mutex(new FailureText());

  constructor(parts: VmParts) {
    this.id = parts.config.id;
    this.name = parts.config.name;
    this.config = parts.config;
    this.memory = parts.memory;
    this.stage2 = parts.stage2;
    this.images = parts.images;
    this.gic = parts.gic;
    this.mmio = parts.mmio;
    this.uart = parts.uart;
    this.gpio = parts.gpio;
    this.powerKey = new PowerKey(parts.gpio);
    this.console = parts.console;
    this.passed = parts.passed;
  }

  /** Whether its vCPUs belong in the guest. Certain under the lock alone. @nothrow @noalloc */
  guestMayRun(): boolean {
    return this.state === VmState.Running || (this.state === VmState.Stopping && this.shuttingDown);
  }

  /** A copy: the guest may crash again while somebody reads it. */
  private lastCrash(): CrashRecord {
    const copy = new CrashRecord();
    const interrupts = this.lock.lock();
    copy.set(this.crash.vcpu, this.crash.reason, this.crash.detail, this.crash.pc);
    this.lock.unlock(interrupts);
    return copy;
  }

  /** Why the last run ended, for `vm show`; empty before the first end. */
  get stopReason(): string {
    switch (this.ending) {
      case Ending.None:
        return "";
      case Ending.Stopped:
        return "stopped by command";
      case Ending.PowerOff:
        return "the guest powered off";
      case Ending.ShutDown:
        return "shut down by command";
      case Ending.Reset:
        return "the guest asked for a restart";
      case Ending.Crash:
        return `the guest crashed: ${describeCrash(this.lastCrash())}`;
      case Ending.AllCpusOff:
        return "the guest switched all its vCPUs off";
      case Ending.Failure:
        return `the restart failed: ${this.failure.with((failure) => failure.text)}`;
    }
  }
}
