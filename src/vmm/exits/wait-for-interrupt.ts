/** WFI: the vCPU sleeps until an interrupt is pending for it; its CPU is free for others. WFE goes on at once. */
import { instructionBytes } from "../../arch/aarch64/syndrome.js";
import type { u32 } from "../../std/index.js";
import type { Vcpu } from "../vcpu.js";
import { ExitVerdict } from "./verdict.js";

/** ISS.TI: WFE, WFET. */
const isWaitForEvent: u32 = 0x1;

/** @nothrow @noalloc */
export function handleWait(vcpu: Vcpu, syndrome: u32): ExitVerdict {
  vcpu.context.writePc(BigInt.asUintN(64, vcpu.context.readPc() + instructionBytes(syndrome)));
  if ((syndrome & isWaitForEvent) === 0) vcpu.waitForInterrupt();
  return ExitVerdict.Resume;
}
