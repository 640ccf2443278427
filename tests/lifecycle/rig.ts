/**
 * The shell, the VMs and everything between them on a machine without CPUs: what the vCPUs' tasks would do is done whenever
 * somebody waits. Written in the subset, so that it runs on Node and as host C.
 */
import type { TextScreen } from "../../src/console/text-screen.js";
import { Terminal } from "../../src/console/terminal.js";
import { MachineUart } from "../../src/console/uart-port.js";
import { DirectoryNode, FileNode, FileTree } from "../../src/fs/file-tree.js";
import { addPhysicalMemory } from "../../src/memory/physical-memory.js";
import { MachineVms } from "../../src/shell/machine-vms.js";
import { RealMachine } from "../../src/shell/machine.js";
import { runLine } from "../../src/shell/run-line.js";
import { Shell } from "../../src/shell/shell.js";
import { ScreenOutput } from "../../src/shell/shell-output.js";
import { decodeUtf8, encodeUtf8, type u32, type u64 } from "../../src/std/index.js";
import { PsciConduit } from "../../src/std/kernel/machine.js";
import { deleteVm, startVm, stopVm, suspendVm } from "../../src/vmm/lifecycle.js";
import { changeState, departVcpu } from "../../src/vmm/run-state.js";
import { nextStep, VcpuStep } from "../../src/vmm/suspension.js";
import { getVm } from "../../src/vmm/vm-list.js";
import { VmState, vmStateName } from "../../src/vmm/vm-state.js";
import type { Vm } from "../../src/vmm/vm.js";
import { whileWaiting } from "./while-waiting.js";

/** Where the lanes have their RAM. */
const ramBase: u64 = 0x4000_0000n;
const ramBytes: u64 = 0x400_0000n;

export const rigVm: u32 = 1;
export const rigFile = "/guests/test.toml";

const configuration = `[base]
id = 1
name = "test"
vm_type = 1
cpu_num = 2

[kernel]
entry_point = 0x8000_0000
kernel_path = "kernel.bin"
kernel_load_addr = 0x8000_0000
image_location = "fs"
memory_regions = [[0x8000_0000, 0x20_0000, 0x7, 0]]

[devices]
emu_devices = []
passthrough_devices = []
`;

function makeFiles(): FileTree {
  const root = new DirectoryNode("");
  const guests = new DirectoryNode("guests");
  root.children.set("guests", guests);
  guests.children.set("test.toml", new FileNode("test.toml", encodeUtf8(configuration)));
  guests.children.set("kernel.bin", new FileNode("kernel.bin", new Uint8Array(64).fill(1)));
  return new FileTree(root);
}

class PrintedText implements TextScreen {
  text = "";

  write(text: string): void {
    this.text += text;
  }

  writeLines(bytes: Uint8Array): void {
    this.write(decodeUtf8(bytes));
  }
}

export class LifecycleRig {
  /** The vCPUs' tasks do nothing: a VM stays Stopping, or its suspend is not confirmed. @owned the program's only task: what waits runs in it */
  stuck = false;
  private readonly shell: Shell;

  /** RAM must be there already. */
  constructor() {
    addPhysicalMemory(ramBase, ramBytes);
    const terminal = new Terminal(new MachineUart());
    const files = makeFiles();
    this.shell = new Shell(files, new MachineVms(files, terminal), new RealMachine(terminal, PsciConduit.None));
    whileWaiting(() => this.runVcpus());
  }

  /** Types a line; what it prints. */
  run(line: string): string {
    const screen = new PrintedText();
    runLine(line, this.shell, new ScreenOutput(screen));
    return screen.text;
  }

  /** State of the VM; "none" where there is none. */
  state(): string {
    const vm = getVm(rigVm);
    return vm === null ? "none" : vmStateName(vm.state);
  }

  /** Makes the VM anew and brings it to the state of that name. */
  bring(state: string): void {
    this.removeVm();
    this.run(`vm create ${rigFile}`);
    const vm = getVm(rigVm);
    if (vm === null) throw new Error("the VM was not made");
    this.lead(vm, state);
    if (this.state() !== state) throw new Error(`the VM is ${this.state()}, not ${state}`);
  }

  /** Nothing is left of what it took. */
  end(): void {
    this.removeVm();
    whileWaiting(null);
  }

  private lead(vm: Vm, state: string): void {
    switch (state) {
      case "Loading":
        changeState(vm, VmState.Loaded, VmState.Loading);
        return;
      case "Running":
        return startVm(vm);
      case "Suspended":
        startVm(vm);
        suspendVm(vm);
        return;
      case "Stopping":
        startVm(vm);
        stopVm(vm, true);
        return;
      case "Stopped":
        stopVm(vm, true);
        return;
      default:
        return;
    }
  }

  private removeVm(): void {
    this.stuck = false;
    const vm = getVm(rigVm);
    if (vm !== null) deleteVm(vm, true);
  }

  /** What the vCPUs' tasks do once they have left the guest. */
  private runVcpus(): void {
    const vm = this.stuck ? null : getVm(rigVm);
    if (vm === null) return;
    for (const vcpu of vm.vcpus) if (vcpu.active && nextStep(vcpu) === VcpuStep.Leave) departVcpu(vcpu);
  }
}
