/** System registers that the exit path reads on the CPU that took the exit, with interrupts off. Arm ARM DDI 0487 D19, GIC IHI 0069H 12.2. */
import type { u32, u64 } from "../../std/index.js";
import { simulatedRegisters } from "../../std/node/simulated-registers.js";

/** @native arch_read_far_el2 @nothrow @noalloc */
export function readFar(): u64 {
  return simulatedRegisters.far;
}
/** @native arch_read_hpfar_el2 @nothrow @noalloc */
export function readHpfar(): u64 {
  return simulatedRegisters.hpfar;
}
/** ICH_LR<n>_EL2. @native gic_read_list_register @nothrow @noalloc */
export function readListRegister(n: u32): u64 {
  return simulatedRegisters.listRegisters[n]!;
}
/** @native gic_write_list_register @nothrow @noalloc */
export function writeListRegister(n: u32, value: u64): void {
  simulatedRegisters.listRegisters[n] = value;
}
/** ICH_ELRSR_EL2: bit n set: list register n holds nothing. @native gic_read_empty_list_registers @nothrow @noalloc */
export function readEmptyListRegisters(): u32 {
  return simulatedRegisters.empty();
}
/** ICH_VTR_EL2.ListRegs + 1. @native gic_list_register_count @nothrow @noalloc */
export function listRegisterCount(): u32 {
  return simulatedRegisters.listRegisters.length;
}
/** ICH_HCR_EL2.UIE: a maintenance interrupt when at most one list register is still in use. @native gic_set_underflow_interrupt @nothrow @noalloc */
export function setUnderflowInterrupt(on: boolean): void {
  simulatedRegisters.underflowInterrupt = on;
}
/** ICH_EISR_EL2. @native gic_read_end_of_interrupt_status @nothrow @noalloc */
export function readEndOfInterruptStatus(): u32 {
  return simulatedRegisters.endOfInterrupt;
}
