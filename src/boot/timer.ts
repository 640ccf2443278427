/** The CPUs' timers. bindings/timer/arm,arch_timer.yaml. */
import type { u32 } from "../std/index.js";
import { interruptsOf } from "./fdt/interrupts.js";
import type { Fdt } from "./fdt/reader.js";

/** INTIDs. */
export interface TimerDescription {
  readonly virtual: u32;
  /** CNTHP: the hypervisor's own. */
  readonly hypervisor: u32;
}

/** Places in `interrupts`: secure, physical, virtual, hypervisor. */
const place = { virtual: 2, hypervisor: 3 } as const;

/** Null, with the reason in `missing`, where there is none that can be used. @throws FdtError */
export function findTimer(tree: Fdt, missing: string[]): TimerDescription | null {
  const node = tree.compatible(["arm,armv8-timer"]).at(0) ?? null;
  if (node === null) {
    missing.push("no timer node (arm,armv8-timer)");
    return null;
  }
  const interrupts = interruptsOf(tree, node);
  const virtual = interrupts.at(place.virtual);
  const hypervisor = interrupts.at(place.hypervisor);
  if (virtual !== undefined && hypervisor !== undefined) return { virtual, hypervisor };
  missing.push(`${node.path}: ${interrupts.length} interrupts, the hypervisor's is the fourth`);
  return null;
}
