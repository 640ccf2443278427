/** The machine's interrupt controller. bindings/interrupt-controller/arm,gic-v3.yaml. */
import type { u32, u64 } from "../std/index.js";
import type { FdtNode } from "./fdt/node.js";
import type { AddressRange } from "./fdt/header.js";
import { interruptsOf } from "./fdt/interrupts.js";
import type { Fdt } from "./fdt/reader.js";

/** What the driver of a GICv3 with one region of redistributors is told. */
export interface GicDescription {
  readonly distributor: AddressRange;
  readonly redistributors: AddressRange;
  /** Bytes from one redistributor to the next; 0: what the hardware says. */
  readonly stride: u64;
  /** INTID of the maintenance interrupt. */
  readonly maintenance: u32;
}

/** Null, with the reason in `missing`, where there is none that can be used. @throws FdtError */
export function findGic(tree: Fdt, missing: string[]): GicDescription | null {
  const node = tree.compatible(["arm,gic-v3"]).at(0) ?? null;
  if (node !== null) return describe(tree, node, missing);
  const older = tree.compatible(["arm,cortex-a15-gic", "arm,gic-400"]).at(0) ?? null;
  if (older === null) missing.push("no interrupt controller that there is a driver for (arm,gic-v3)");
  else missing.push(`${older.path} is a GICv2; a GICv3 is needed (QEMU: -M virt,gic-version=3)`);
  return null;
}

function describe(tree: Fdt, node: FdtNode, missing: string[]): GicDescription | null {
  const blocks = node.registers();
  const distributor = blocks.at(0);
  const redistributors = blocks.at(1);
  const maintenance = interruptsOf(tree, node).at(0);
  const regions = node.property("#redistributor-regions")?.cell(0) ?? 1;
  if (distributor === undefined || redistributors === undefined) missing.push(`${node.path}: reg has no distributor and redistributors`);
  if (maintenance === undefined) missing.push(`${node.path}: no maintenance interrupt`);
  if (regions !== 1) missing.push(`${node.path}: ${regions} redistributor regions, one can be used`);
  if (distributor === undefined || redistributors === undefined || maintenance === undefined || regions !== 1) return null;
  const stride = node.property("redistributor-stride")?.value() ?? 0n;
  return { distributor, redistributors, stride, maintenance };
}
