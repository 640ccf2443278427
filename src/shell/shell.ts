/** The shell: one line after the other, for as long as the machine is on. */
import type { Terminal } from "../console/terminal.js";
import type { FileTree } from "../fs/file-tree.js";
import { OutOfMemoryError } from "../std/index.js";
import type { Command } from "./command.js";
import { commandTree } from "./commands/index.js";
import { completeLine } from "./language/complete-line.js";
import { LineReader } from "./line-reader.js";
import { runLine } from "./run-line.js";
import type { MachineControl, ShellContext, VmControl } from "./shell-context.js";
import type { ShellOutput } from "./shell-output.js";
import { ScreenOutput } from "./shell-output.js";
import { runStartup } from "./startup.js";

export class Shell implements ShellContext {
  readonly root: Command = commandTree;
  cwd = "/";

  constructor(
    readonly files: FileTree,
    readonly vms: VmControl,
    readonly machine: MachineControl,
  ) {}

  get prompt(): string {
    return `tsvisor:${this.cwd}$ `;
  }
}

/** Never returns: exit powers the machine off. */
export function runShell(shell: Shell, terminal: Terminal): void {
  const out: ShellOutput = new ScreenOutput(terminal);
  const reader = new LineReader(
    terminal,
    (before) => completeLine(before, shell),
    () => shell.machine.clearScreen(),
  );
  terminal.write("\nWelcome to tsvisor. 'help' lists the commands, 'vm list' the guests.\n\n");
  runStartup(shell, out);
  for (;;) runNextLine(shell, reader, out);
}

function runNextLine(shell: Shell, reader: LineReader, out: ShellOutput): void {
  try {
    runLine(reader.read(shell.prompt), shell, out);
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
    out.failure("out of memory: the line was given up");
  }
}
