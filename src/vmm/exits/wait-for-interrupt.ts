/**
 * WFI: the vCPU sleeps until an interrupt is pending for it; its CPU is free for others. WFE, which traps only while another task wants the
 * CPU, lets that one go first: the guest may be spinning on a lock whose holder waits for this very CPU.
 */
import { instructionBytes } from "../../arch/aarch64/syndrome.js";
import { yieldCpu } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import type { Vcpu } from "../vcpu.js";
import { ExitVerdict } from "./verdict.js";

/** ISS.TI: WFE, WFET. */
const isWaitForEvent: u32 = 0x1;

/** @nothrow @noalloc */
export function handleWait(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  vcpu.context.writePc(BigInt.asUintN(64, vcpu.context.readPc() + instructionBytes(syndrome)));
  if ((syndrome & isWaitForEvent) === 0) vcpu.waitForInterrupt();
  else yieldCpu();
  return ExitVerdict.Resume;
}
