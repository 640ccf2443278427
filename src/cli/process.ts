/** Running other programs: what they print is shown when they fail, and their absence has a remedy. */
import { spawn, spawnSync } from "node:child_process";
import { Failure } from "./command.js";

/** Debian package that has the program, for the message. */
const packages: Readonly<Record<string, string>> = {
  cmake: "cmake",
  ninja: "ninja-build",
  cpio: "cpio",
  mkimage: "u-boot-tools",
  mformat: "mtools",
  mcopy: "mtools",
  dtc: "device-tree-compiler",
  "aarch64-linux-gnu-gcc": "gcc-aarch64-linux-gnu",
  "qemu-system-aarch64": "qemu-system-arm",
};

/** Names the Debian package where it is known. */
export function missingProgram(program: string): Failure {
  const source = packages[program];
  const remedy = source === undefined ? "install it" : `install it with 'apt-get install ${source}', or run 'sh scripts/setup.sh'`;
  return new Failure(`${program} is not on this system: ${remedy}`);
}

/** `cwd`: this process's folder unless given. `input` goes to the program's standard input, unless its output is shown. */
export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** Shows the program's output as it comes. */
  readonly shown?: boolean;
}

/** Runs to the end and gives its standard output. @throws Failure with what it printed */
export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): string {
  const result = spawnSync(program, args, {
    cwd: options.cwd,
    input: options.input,
    stdio: options.shown === true ? ["ignore", "inherit", "inherit"] : "pipe",
    maxBuffer: 1 << 30,
  });
  if (result.error !== undefined) {
    if ("code" in result.error && result.error.code === "ENOENT") throw missingProgram(program);
    throw new Failure(`${program}: ${result.error.message}`);
  }
  if (result.status !== 0) {
    const said = options.shown === true ? "" : `\n${result.stdout.toString()}${result.stderr.toString()}`;
    throw new Failure(`${program} failed with status ${result.status ?? result.signal}${said}`);
  }
  return options.shown === true ? "" : result.stdout.toString();
}

/** Runs with this terminal, or these pipes, as its own; gives its exit code. `cwd`: this process's folder unless given. */
export function runAttached(program: string, args: readonly string[], cwd = process.cwd()): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", cwd });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGTERM", pass);
    process.on("SIGHUP", pass);
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? missingProgram(program) : new Failure(`${program}: ${error.message}`));
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
