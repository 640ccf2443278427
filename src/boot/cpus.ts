/** The machine's CPUs and how firmware starts them. Devicetree Specification 0.4, 3.8; bindings/arm/cpus.yaml, bindings/arm/psci.yaml. */
import type { u64 } from "../std/index.js";
import { PsciConduit } from "../std/kernel/machine.js";
import type { Fdt } from "./fdt/reader.js";

/** Aff3, Aff2, Aff1 and Aff0 of MPIDR_EL1. */
const affinityMask: u64 = 0xff_00ff_ffffn;

/** Affinity fields of every CPU that is not disabled, in order of the tree. @throws FdtError */
export function findCpus(tree: Fdt): u64[] {
  const affinities: u64[] = [];
  for (const node of tree.find("/cpus")?.children() ?? []) {
    if (node.property("device_type")?.text() !== "cpu" || !node.enabled()) continue;
    for (const { base } of node.localRegisters()) affinities.push(base & affinityMask);
  }
  return affinities;
}

/** PSCI 0.2 or later, whose function numbers are fixed; None: other CPUs cannot be started. */
export function findPsci(tree: Fdt): PsciConduit {
  const node = tree.compatible(["arm,psci-1.0", "arm,psci-0.2"]).at(0);
  switch (node?.property("method")?.text() ?? "") {
    case "smc":
      return PsciConduit.Smc;
    case "hvc":
      return PsciConduit.Hvc;
    default:
      return PsciConduit.None;
  }
}
