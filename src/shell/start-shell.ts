/** Connects the machine's UART with a shell in a task of its own. */
import { log } from "../console/log.js";
import { Terminal } from "../console/terminal.js";
import { MachineUart } from "../console/uart-port.js";
import type { FileTree } from "../fs/file-tree.js";
import { Task } from "../std/index.js";
import type { u32, u64, u8 } from "../std/index.js";
import { registerInterrupt } from "../std/kernel/machine.js";
import type { PsciConduit } from "../std/kernel/machine.js";
import { MachineVms } from "./machine-vms.js";
import { RealMachine } from "./machine.js";
import { runShell, Shell } from "./shell.js";

/**
 * That of the vCPUs, with which it takes turns: writing to a serial line is waiting with the CPU, and above them a guest that is watched and
 * prints on and on, or a VM that is loaded, would keep those of CPU 0 from running. The person waits for a time slice of each.
 */
const shellPriority: u8 = 8;
/** CPU 0, which also takes the UART's interrupt. */
const shellCpus: u64 = 1n;

/** What the shell has to know of the machine. */
export interface ShellMachine {
  readonly files: FileTree;
  /** INTID of the UART; null: it has none, and nothing can be typed. */
  readonly uartInterrupt: u32 | null;
  readonly psci: PsciConduit;
}

/** Keeps the shell's task for as long as the machine is on. */
class RunningShell {
  task: Task | null = null;
}

const running = new RunningShell();

/** Starts the shell and returns. The UART, interrupts and the scheduler work already. */
export function startShell(machine: ShellMachine): void {
  const terminal = new Terminal(new MachineUart());
  listenToUart(terminal, machine.uartInterrupt);
  const shell = new Shell(machine.files, new MachineVms(machine.files, terminal), new RealMachine(terminal, machine.psci));
  const task = new Task("shell", shellCpus, shellPriority, () => runShell(shell, terminal));
  running.task = task;
  if (!task.start()) log.error("the shell cannot run: no memory for its stack");
}

function listenToUart(terminal: Terminal, interrupt: u32 | null): void {
  if (interrupt === null || !registerInterrupt(interrupt, () => terminal.receive())) {
    log.error("nothing can be typed: the UART has no interrupt");
    return;
  }
  terminal.listen();
}
