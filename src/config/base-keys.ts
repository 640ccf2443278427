/** `[base]` of AxVisor's guest formats. */
import { u32 } from "../std/index.js";
import { greatestVcpuCount } from "../devices/guest-map.js";
import type { KeySpec } from "./key-spec.js";
import { accepted, choice, integer, integers, Need, nothing, text } from "./key-spec.js";

export const baseKeys: readonly KeySpec[] = [
  integer("base.id", Need.Required, 0n, 0xffff_ffffn, "number of the VM, unique on the machine", (config, value) => {
    config.id = u32(value);
  }),
  text("base.name", Need.Required, "name of the VM, for people", (config, value) => {
    config.name = value;
  }),
  integer("base.vm_type", Need.Optional, 0n, 2n, "0 host VM, 1 RTOS, 2 Linux; shown, changes nothing", (config, value) => {
    config.vmType = u32(value);
  }),
  integer("base.cpu_num", Need.Required, 1n, BigInt(greatestVcpuCount), "number of vCPUs", (config, value) => {
    config.cpuNum = u32(value);
  }),
  integers("base.phys_cpu_ids", "for each vCPU the id (MPIDR affinity) of the CPU that it stands for", (config, values) => {
    config.physCpuIds = values;
  }),
  integers("base.phys_cpu_sets", "for each vCPU a mask of the CPUs that may run it", (config, values) => {
    config.physCpuSets = values;
  }),
  choice("base.guest_type", "AxVisor 0.8: passthrough gives the guest all devices that are not disabled", [
    accepted("virtualized", nothing),
    accepted("passthrough", (config) => {
      config.passesAllDevices = true;
    }),
  ]),
];
