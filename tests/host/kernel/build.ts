/** Builds the C programs of this folder: the kernel's mechanisms on a simulated machine. */
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = import.meta.dirname;
const runtime = join(here, "../../../runtime-c");

/** Folders of runtime-c that a program gets, and what needs no machine of the rest; panics are platform.c's. */
const parts = ["sync", "task", "timer", "heap", "console", "lang"];
const single = ["panic/symbol_table.c"];

export interface Machine {
  readonly sources: readonly string[];
  readonly flags: readonly string[];
}

/** CPUs are coroutines: for everything that sleeps. */
export const simulated: Machine = {
  sources: ["simulated-machine.c", "coroutine.c"],
  flags: ["-fsanitize=address,undefined", "-fno-sanitize-recover"],
};

/** CPUs are threads: for races. */
export const threads: Machine = { sources: ["thread-machine.c"], flags: ["-fsanitize=thread", "-pthread"] };

function kernelSources(): string[] {
  const inFolder = (part: string): string[] => readdirSync(join(runtime, part)).map((name) => join(part, name));
  const names = parts.flatMap(inFolder).filter((name) => name.endsWith(".c"));
  return [...names, ...single].map((name) => join(runtime, name));
}

export class Workshop {
  private readonly folder = mkdtempSync(join(tmpdir(), "tsvisor-kernel-"));

  /** A file with these bytes. */
  file(name: string, bytes: Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Compiles NAME.c with its machine and the kernel; gives the program's path. The machines need POSIX, hence gnu11. */
  async build(name: string, machine: Machine): Promise<string> {
    const program = join(this.folder, name);
    const includes = [join(here, "arch"), here, runtime, join(runtime, "include"), join(runtime, "lang")].map((folder) => `-I${folder}`);
    const warnings = ["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wshadow"];
    const own = [`${name}.c`, ...machine.sources, "platform.c"].map((file) => join(here, file));
    const flags = [...warnings, "-g", "-O1", "-DRT_ATOMIC_COUNTS", ...machine.flags, ...includes];
    await run("gcc", [...flags, "-o", program, ...own, ...kernelSources()]);
    return program;
  }
}

/** What the program prints; fails, with what it says about it, when it does not succeed. */
export async function outputOf(program: string, args: readonly string[] = []): Promise<string> {
  const { stdout } = await run(program, args, { timeout: 60_000 });
  return stdout;
}
