/** The machine's VMs, as the shell's commands see them. */
import { ConfigError } from "../config/config-error.js";
import { parseVmConfig } from "../config/parse-vm-config.js";
import { escapeKey } from "../console/console-session.js";
import { followOutput, interruptKey } from "../console/follow-output.js";
import { KeptOutput, lastLines } from "../console/kept-output.js";
import type { Terminal } from "../console/terminal.js";
import { FileError } from "../fs/file-tree.js";
import type { FileTree } from "../fs/file-tree.js";
import type { u32, u64 } from "../std/index.js";
import { VmError } from "../vmm/errors.js";
import { beginRestart, createVm, deleteVm, finishStop, resumeVm, startVm, StopOutcome, stopVm, suspendVm } from "../vmm/lifecycle.js";
import { vmStatistics } from "../vmm/statistics.js";
import type { VmStatistics } from "../vmm/statistics.js";
import { readVcpuRegisters } from "../vmm/vcpu-registers.js";
import type { VcpuRegisters } from "../vmm/vcpu-registers.js";
import { getVm, listVms, withVm, withVmAndVcpu, withVmAndVcpuOnPcpu } from "../vmm/vm-list.js";
import type { Vm } from "../vmm/vm.js";
import { VmTarget, visitConsoles } from "./console-visit.js";
import type { Creation, Removal, StopBegin, Suspension, VcpuInfo, VmControl, VmInfo } from "./shell-context.js";

/** Looks a VM up by its id each time: it may be gone since the last call. */
export class MachineVms implements VmControl {
  constructor(
    private readonly files: FileTree,
    private readonly terminal: Terminal,
  ) {}

  list(): readonly VmInfo[] {
    return listVms().map(describeVm);
  }

  find(id: u32): VmInfo | null {
    return withVm(id, describeVm);
  }

  create(path: string): Creation {
    const warnings: string[] = [];
    try {
      const config = parseVmConfig(path, this.files.file(path, "/").bytes);
      const vm = createVm(config, this.files);
      return { vm: describeVm(vm), warnings: config.warnings, problems: [] };
    } catch (error) {
      if (error instanceof ConfigError) return { vm: null, warnings, problems: error.problems };
      if (error instanceof VmError || error instanceof FileError) return { vm: null, warnings, problems: [error.message] };
      throw error;
    }
  }

  start(id: u32): string | null {
    return attempt(id, (vm) => startVm(vm));
  }

  suspend(id: u32): Suspension {
    let late: readonly u32[] = [];
    const refusal = attempt(id, (vm) => {
      late = suspendVm(vm);
    });
    return { refusal, late };
  }

  resume(id: u32): string | null {
    return attempt(id, (vm) => resumeVm(vm));
  }

  stop(id: u32, force: boolean): StopBegin {
    return beginStop(id, (vm) => stopVm(vm, force));
  }

  beginRestart(id: u32, force: boolean): StopBegin {
    return beginStop(id, (vm) => beginRestart(vm, force));
  }

  finishStop(id: u32): StopOutcome {
    const vm = getVm(id);
    return vm === null ? StopOutcome.Stopped : finishStop(vm, () => this.terminal.dropThrough(interruptKey, escapeKey) < 0);
  }

  remove(id: u32, force: boolean): Removal {
    let references: u32 = 0;
    const refusal = attempt(id, (vm) => {
      references = deleteVm(vm, force);
    });
    return { refusal, references };
  }

  statistics(id: u32): VmStatistics | null {
    return withVm(id, vmStatistics);
  }

  registers(id: u32, index: u32): VcpuRegisters | null {
    const isOn = withVmAndVcpu(id, index, (_, vcpu) => vcpu.active) ?? false;
    return isOn ? withVmAndVcpuOnPcpu(id, index, (_, vcpu) => readVcpuRegisters(vcpu)) : null;
  }

  consoleLog(id: u32): Uint8Array {
    const vm = getVm(id);
    return vm === null ? new Uint8Array(0) : new KeptOutput(vm.console).next();
  }

  followLog(id: u32, lines: u64 | null, body: (piece: Uint8Array) => void): void {
    const vm = getVm(id);
    if (vm === null) return;
    const output = new KeptOutput(vm.console);
    body(lastLines(output.next(), lines));
    followOutput(this.terminal, new VmTarget(vm), output, body);
  }

  attach(id: u32): void {
    visitConsoles(this.terminal, id);
  }
}

/** The reason why `action` cannot be done; null when it was. */
function attempt(id: u32, action: (vm: Vm) => void): string | null {
  const vm = getVm(id);
  if (vm === null) return `there is no VM[${id}]`;
  try {
    action(vm);
    return null;
  } catch (error) {
    if (error instanceof VmError) return error.message;
    throw error;
  }
}

/** @param begin tells whether the guest was asked */
function beginStop(id: u32, begin: (vm: Vm) => boolean): StopBegin {
  let asked = false;
  const refusal = attempt(id, (vm) => {
    asked = begin(vm);
  });
  return { refusal, asked };
}

function describeVm(vm: Vm): VmInfo {
  return {
    id: vm.id,
    name: vm.name,
    state: vm.state,
    shuttingDown: vm.shuttingDown,
    stopReason: vm.stopReason,
    starts: vm.starts,
    vcpus: vm.vcpus.map((vcpu): VcpuInfo => ({ index: vcpu.index, state: vcpu.state, mpidr: vcpu.mpidr, cpus: vcpu.cpus })),
    config: vm.config,
  };
}
