/** Builds the C programs of this folder, each with the whole language runtime and the host's platform. */
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../../..");
const runtime = join(root, "runtime-c/lang");
const host = join(root, "runtime-c/host");

const warnings = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wshadow"];
export const memorySanitizers = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover"];
export const threadSanitizer = ["-g", "-O1", "-fsanitize=thread", "-pthread", "-DRT_ATOMIC_COUNTS"];

export function runtimeSources(): string[] {
  const all = readdirSync(runtime).filter((name) => name.endsWith(".c"));
  return all.map((name) => join(runtime, name));
}

/** A folder for the time of a test file. */
export class Workshop {
  private readonly folder = mkdtempSync(join(tmpdir(), "tsvisor-lang-"));

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Compiles tests/host/lang/NAME.c; gives the program's path. */
  async build(name: string, compiler: string, flags: readonly string[]): Promise<string> {
    const program = join(this.folder, name);
    const sources = [join(import.meta.dirname, `${name}.c`), ...runtimeSources(), join(host, "audit.c"), join(host, "platform.c")];
    await run(compiler, [...warnings, ...flags, "-o", program, ...sources]);
    return program;
  }

  /** Compiles one file of the runtime as the device has it; what the compiler says is the error. */
  async checkFreestanding(source: string, compiler: string): Promise<void> {
    await run(compiler, [...warnings, "-O2", "-ffreestanding", "-DRT_ATOMIC_COUNTS", "-c", "-o", join(this.folder, "object.o"), source]);
  }
}

/** Runs `program` with `input` on its standard input; gives the lines of its output. Fails when it does. */
export function linesOf(program: string, input: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [], { timeout: 60_000 });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output.trimEnd().split("\n"));
      else reject(new Error(`${program} ended with ${code}\n${output.slice(-500)}\n${errors}`));
    });
    /* A program that failed a check, or reads nothing, may be gone: its exit code and output tell. */
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
