import { hex } from "../../../std/index.js";
import type { VcpuRegisters } from "../../../vmm/vcpu-registers.js";
import { vcpuStateName, VmState, vmStateName } from "../../../vmm/vm-state.js";
import type { Call } from "../../call.js";
import { command, Repeat, vmArgument, WordKind } from "../../command.js";
import type { VcpuInfo, VmInfo } from "../../shell-context.js";
import type { ShellOutput } from "../../shell-output.js";
import { sizeText } from "../../size-text.js";
import { lookUpVm } from "../../vm-lookup.js";
import { showConfiguration } from "./show-configuration.js";
import { vmAsJson } from "./show-json.js";
import { showStatistics } from "./show-statistics.js";
import { countStates } from "./vcpu-counts.js";

export const show = command("show", "Show what a VM is and does")
  .argument(vmArgument("vm", Repeat.One))
  .flag("full", "f", "everything")
  .flag("config", "c", "also where and how it boots")
  .flag("stats", "s", "also what its vCPUs' time went to, their exits and interrupts")
  .option({ name: "format", short: "", summary: "how", valueName: "FORMAT", kind: WordKind.Choice, choices: ["text", "json"] })
  .note("As JSON everything is shown.")
  .run((call) => {
    const vm = lookUpVm(call, call.argument("vm"));
    if (vm === null) return;
    if (call.option("format") === "json") for (const line of vmAsJson(vm, call.shell.vms)) call.out.text(line);
    else showVm(call, vm);
  });

function showVm(call: Call, vm: VmInfo): void {
  const full = call.has("full");
  showBasics(vm, call.out);
  if (full) showVcpus(call, vm);
  else showSummaries(vm, call.out);
  if (full || call.has("config")) showConfiguration(vm.config, call.out);
  if (full) showMemory(vm, call.out);
  const statistics = full || call.has("stats") ? call.shell.vms.statistics(vm.id) : null;
  if (statistics !== null) showStatistics(statistics, call.out);
  call.out.text("");
  if (!full) call.out.hint(`Use 'vm show ${vm.id} --full' for detailed information.`);
  hintNextStep(vm, call.out);
}

function showBasics(vm: VmInfo, out: ShellOutput): void {
  out.text(`VM Details: ${vm.id}`);
  out.text("");
  out.text(`  VM ID:     ${vm.id}`);
  out.text(`  Name:      ${vm.name}`);
  out.text(`  Status:    ${vmStateName(vm.state)}`);
  out.text(`  Starts:    ${vm.starts}`);
  if (vm.stopReason !== "") out.text(`  Last run:  ${vm.stopReason}`);
  out.text(`  VCPUs:     ${vm.vcpus.length}`);
  out.text(`  Memory:    ${sizeText(vm.config.memorySize())}`);
}

function showSummaries(vm: VmInfo, out: ShellOutput): void {
  out.text("");
  out.text("VCPU Summary:");
  for (const one of countStates(vm)) out.text(`  ${vcpuStateName(one.state)}: ${one.count}`);
  out.text("");
  out.text("Memory Summary:");
  out.text(`  Total Regions: ${vm.config.memoryRegions.length}`);
  out.text(`  Total Size:    ${sizeText(vm.config.memorySize())}`);
}

function showVcpus(call: Call, vm: VmInfo): void {
  call.out.text("");
  call.out.text("VCPU Details:");
  for (const vcpu of vm.vcpus) call.out.text(vcpuLine(vcpu, call.shell.vms.registers(vm.id, vcpu.index)));
}

function vcpuLine(vcpu: VcpuInfo, registers: VcpuRegisters | null): string {
  const line = `  VCPU ${vcpu.index}: ${vcpuStateName(vcpu.state)} (MPIDR ${hex(vcpu.mpidr)}, Affinity: ${hex(vcpu.cpus)})`;
  if (registers === null) return line;
  return `${line}, EL${registers.level} at ${hex(registers.pc)}${registers.interruptsMasked ? ", interrupts masked" : ""}`;
}

function showMemory(vm: VmInfo, out: ShellOutput): void {
  out.text("");
  out.text("Memory Regions (GPA):");
  for (const region of vm.config.memoryRegions) {
    out.text(`  ${hex(region.gpa)}-${hex(region.gpa + region.size - 1n)}  ${sizeText(region.size)}`);
  }
}

function hintNextStep(vm: VmInfo, out: ShellOutput): void {
  switch (vm.state) {
    case VmState.Loaded:
      return out.hint(`Use 'vm start ${vm.id}' to boot.`);
    case VmState.Running:
      return out.hint(`Use 'vm console ${vm.id}' to sit at its console.`);
    case VmState.Stopped:
      return out.hint(`Use 'vm start ${vm.id}' to boot it again, 'vm delete ${vm.id}' to clean up.`);
    case VmState.Suspended:
      return out.hint(`Use 'vm resume ${vm.id}' to let it go on.`);
    case VmState.Stopping:
      return out.hint(
        vm.shuttingDown ? `The guest shuts itself down; 'vm stop --force ${vm.id}' does not wait for it.` : "Wait for it to stop.",
      );
    case VmState.Loading:
      return out.hint("Wait for it to be loaded.");
  }
}
