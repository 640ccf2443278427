/** Where a guest is. */
import type { u32, u64 } from "../std/index.js";
import type { Vcpu } from "./vcpu.js";

/** PSTATE: M[3:2] is the exception level; I masks interrupts. Arm ARM DDI 0487, C5.2.19. */
const levelShift: u64 = 2n;
const levelMask: u64 = 3n;
const interruptMask: u64 = 0x80n;

export interface VcpuRegisters {
  /** GVA of the next instruction. */
  readonly pc: u64;
  /** 0: a program of the guest, 1: its kernel. */
  readonly level: u32;
  readonly interruptsMasked: boolean;
}

/** On the CPU that the vCPU runs on, so that it is outside the guest meanwhile. */
export function readVcpuRegisters(vcpu: Vcpu): VcpuRegisters {
  const pstate = vcpu.context.readPstate();
  return {
    pc: vcpu.context.readPc(),
    level: Number((pstate >> levelShift) & levelMask),
    interruptsMasked: (pstate & interruptMask) !== 0n,
  };
}
