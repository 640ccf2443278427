/** What a guest sees of a redistributor: two frames of 64 KiB for each vCPU. Arm IHI 0069H, tables 12-27 and 12-29. */
import { BankRegister } from "./bank-registers.js";
import { registerMap } from "./register-map.js";
import type { RegisterRow } from "./register-map.js";

/** Registers beside those of `BankRegister`; the numbers do not meet. */
export enum RedistributorRegister {
  Implementer = 16,
  Type = 17,
  Wake = 18,
  Identification = 19,
}

/** RD_base. Without LPIs GICR_CTLR, PROPBASER and PENDBASER are zero and cannot be written. */
const controlRows: readonly RegisterRow[] = [
  { name: "GICR_IIDR", at: 0x0004, count: 1, bytes: 4, register: RedistributorRegister.Implementer },
  { name: "GICR_TYPER", at: 0x0008, count: 1, bytes: 8, register: RedistributorRegister.Type },
  { name: "GICR_WAKER", at: 0x0014, count: 1, bytes: 4, register: RedistributorRegister.Wake },
  { name: "GICR_PIDR", at: 0xffd0, count: 12, bytes: 4, register: RedistributorRegister.Identification },
];

/** SGI_base. */
const interruptRows: readonly RegisterRow[] = [
  { name: "GICR_IGROUPR0", at: 0x0080, count: 1, bytes: 4, register: BankRegister.Group },
  { name: "GICR_ISENABLER0", at: 0x0100, count: 1, bytes: 4, register: BankRegister.SetEnable },
  { name: "GICR_ICENABLER0", at: 0x0180, count: 1, bytes: 4, register: BankRegister.ClearEnable },
  { name: "GICR_ISPENDR0", at: 0x0200, count: 1, bytes: 4, register: BankRegister.SetPending },
  { name: "GICR_ICPENDR0", at: 0x0280, count: 1, bytes: 4, register: BankRegister.ClearPending },
  { name: "GICR_ISACTIVER0", at: 0x0300, count: 1, bytes: 4, register: BankRegister.SetActive },
  { name: "GICR_ICACTIVER0", at: 0x0380, count: 1, bytes: 4, register: BankRegister.ClearActive },
  { name: "GICR_IPRIORITYR", at: 0x0400, count: 8, bytes: 4, register: BankRegister.Priority },
  { name: "GICR_ICFGR", at: 0x0c00, count: 2, bytes: 4, register: BankRegister.Config },
];

/** `RedistributorRegister` or `BankRegister` of each word of both frames, SGI_base behind RD_base. */
export const redistributorMap: Uint8Array = bothFrames();

function bothFrames(): Uint8Array {
  const frames = new Uint8Array(0x8000);
  frames.set(registerMap(controlRows, 0x1_0000), 0);
  frames.set(registerMap(interruptRows, 0x1_0000), 0x4000);
  return frames;
}

/** GICR_WAKER: the software part and what hardware answers. */
export const wakeBits = {
  processorSleep: 0x2,
  childrenAsleep: 0x4,
} as const;
