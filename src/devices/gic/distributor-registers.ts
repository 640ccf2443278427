/** What a guest sees of the distributor. Arm IHI 0069H, table 12-25; offsets in bytes from GICD_base. */
import type { u32 } from "../../std/index.js";
import { BankRegister } from "./bank-registers.js";
import { registerMap } from "./register-map.js";
import type { RegisterRow } from "./register-map.js";

/** Registers beside those of `BankRegister`; the numbers do not meet. */
export enum DistributorRegister {
  Control = 16,
  Type = 17,
  Implementer = 18,
  Route = 19,
  Identification = 20,
}

/**
 * Reserved, and so reading as zero and ignoring writes: what only a GIC with two security states (IGRPMODR, NSACR), with GICv2
 * compatibility (ITARGETSR, SGIR, xPENDSGIR) or with message-based SPIs has. Word 0 of the bits belongs to the redistributors.
 */
const rows: readonly RegisterRow[] = [
  { name: "GICD_CTLR", at: 0x0000, count: 1, bytes: 4, register: DistributorRegister.Control },
  { name: "GICD_TYPER", at: 0x0004, count: 1, bytes: 4, register: DistributorRegister.Type },
  { name: "GICD_IIDR", at: 0x0008, count: 1, bytes: 4, register: DistributorRegister.Implementer },
  { name: "GICD_IGROUPR", at: 0x0084, count: 7, bytes: 4, register: BankRegister.Group },
  { name: "GICD_ISENABLER", at: 0x0104, count: 7, bytes: 4, register: BankRegister.SetEnable },
  { name: "GICD_ICENABLER", at: 0x0184, count: 7, bytes: 4, register: BankRegister.ClearEnable },
  { name: "GICD_ISPENDR", at: 0x0204, count: 7, bytes: 4, register: BankRegister.SetPending },
  { name: "GICD_ICPENDR", at: 0x0284, count: 7, bytes: 4, register: BankRegister.ClearPending },
  { name: "GICD_ISACTIVER", at: 0x0304, count: 7, bytes: 4, register: BankRegister.SetActive },
  { name: "GICD_ICACTIVER", at: 0x0384, count: 7, bytes: 4, register: BankRegister.ClearActive },
  { name: "GICD_IPRIORITYR", at: 0x0420, count: 56, bytes: 4, register: BankRegister.Priority },
  { name: "GICD_ICFGR", at: 0x0c08, count: 14, bytes: 4, register: BankRegister.Config },
  { name: "GICD_IROUTER", at: 0x6100, count: 224, bytes: 8, register: DistributorRegister.Route },
  { name: "GICD_PIDR", at: 0xffd0, count: 12, bytes: 4, register: DistributorRegister.Identification },
];

/** `DistributorRegister` or `BankRegister` of each word of the frame. */
export const distributorMap: Uint8Array = registerMap(rows, 0x1_0000);

/** GICD_CTLR with one security state: DS reads as one, affinity routing cannot be switched off. */
export const distributorControl = {
  enableGroup0: 0x01,
  enableGroup1: 0x02,
  affinityRouting: 0x10,
  disableSecurity: 0x40,
} as const;

/** 256 INTIDs (bits 4:0: 7), INTIDs of 10 bits (bits 23:19: 9), no 1-of-N routing (bit 25). */
export const distributorType: u32 = 0x248_0007;

/** Implementer Arm (0x43b), product 'T', in GICD_IIDR and GICR_IIDR. */
export const implementerIdentification: u32 = 0x5400_043b;

/** Words 0xffd0 to 0xfffc of every frame: PIDR4 to 7, PIDR0 to 3 (PIDR2 bits 7:4: GICv3), CIDR0 to 3. */
export const identificationWords: readonly u32[] = [0x44, 0, 0, 0, 0x92, 0xb4, 0x3b, 0, 0x0d, 0xf0, 0x05, 0xb1];
