/** Where the kernel's interrupt handling hands on what concerns a guest. Interrupts off. */
import { virtualTimer } from "../../devices/gic/interrupt-bank.js";
import { ExitEvent } from "../exit-counters.js";
import type { Vcpu } from "../vcpu.js";
import { VcpuState } from "../vm-state.js";

/**
 * The guest's virtual timer fired: the physical interrupt is active and the guest's EOI will end it. On the CPU that has the
 * vCPU's registers, whether or not its task runs; or, when no CPU has them, anywhere.
 * @export vmm_virtual_timer @nothrow @noalloc
 */
export function virtualTimerFired(vcpu: Vcpu): void {
  vcpu.exits.count(ExitEvent.VirtualTimer);
  if (!vcpu.context.isResident()) return vcpu.interrupts.raiseFromAfar(virtualTimer);
  vcpu.interrupts.raise(virtualTimer);
  if (vcpu.state === VcpuState.Blocked) vcpu.interrupt();
}

/** The GIC has something to say about the list registers of the vCPU that this CPU has. @export vmm_gic_maintenance @nothrow @noalloc */
export function gicMaintenance(vcpu: Vcpu): void {
  vcpu.exits.count(ExitEvent.Maintenance);
  vcpu.interrupts.flush();
}

/** `VcpuContext.requestFlush` was called, and the vCPU is about to enter the guest on this CPU. @export vmm_flush_interrupts @nothrow @noalloc */
export function flushInterrupts(vcpu: Vcpu): void {
  vcpu.exits.count(ExitEvent.Flush);
  vcpu.interrupts.flush();
}
