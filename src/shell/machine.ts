import { vmidsInUse } from "../arch/aarch64/stage2-vmids.js";
import type { Terminal } from "../console/terminal.js";
import { freePhysicalBytes } from "../memory/physical-memory.js";
import { armedTimers, heapSize, heapUsed, idleTime, milliseconds, now, taskCount } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { cpuCount, powerOff } from "../std/kernel/machine.js";
import type { PsciConduit } from "../std/kernel/machine.js";
import { heldAfterDelete } from "../vmm/deleted-vms.js";
import type { CpuTimes, MachineControl, MemoryUse } from "./shell-context.js";

/** Clears the screen and the lines that scrolled off it, and goes to the top. */
const clearSequence = "\x1b[H\x1b[2J\x1b[3J";

/** The machine that the hypervisor runs on. */
export class RealMachine implements MachineControl {
  constructor(
    private readonly terminal: Terminal,
    private readonly conduit: PsciConduit,
  ) {}

  powerOff(): void {
    powerOff(this.conduit);
  }

  clearScreen(): void {
    this.terminal.write(clearSequence);
  }

  cpuCount(): u32 {
    return cpuCount();
  }

  memoryUse(): MemoryUse {
    const free: u64 = freePhysicalBytes();
    return {
      guestFree: free,
      heapUsed: heapUsed(),
      heapSize: heapSize(),
      tasks: taskCount(),
      timers: armedTimers(),
      vmids: vmidsInUse(),
      leakedVms: heldAfterDelete(),
    };
  }

  cpuTimes(): CpuTimes {
    const idle: u64[] = [];
    for (let cpu: u32 = 0; cpu < cpuCount(); cpu++) idle.push(idleTime(cpu));
    return { now: now(), idle };
  }

  awaitKey(keys: readonly number[], limit: u64): boolean {
    const deadline = now() + milliseconds(limit);
    while (now() < deadline) {
      const ticket = this.terminal.wakeups.prepare();
      for (let byte = this.terminal.nextByte(); byte >= 0; byte = this.terminal.nextByte()) if (keys.includes(byte)) return true;
      this.terminal.wakeups.waitUntil(ticket, deadline);
    }
    return false;
  }
}
