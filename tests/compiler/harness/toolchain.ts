/** The C compiler for test programs: the runtime is built once per machine and set of flags, each program is linked with it. */
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** C compilers that run at once in this process: each has a CPU, and memory, to itself. */
const mostCompilers = availableParallelism();
let runningCompilers = 0;
const waitingCompilers: (() => void)[] = [];

/** Runs a C compiler when it is its turn; its place goes to the next one that waits. What it says is the error. */
async function compiler(name: string, options: readonly string[], folder: string): Promise<void> {
  if (runningCompilers < mostCompilers) runningCompilers++;
  else await new Promise<void>((resume) => waitingCompilers.push(resume));
  try {
    await run(name, [...options], { cwd: folder, maxBuffer: 64 << 20 });
  } finally {
    const next = waitingCompilers.shift();
    if (next === undefined) runningCompilers--;
    else next();
  }
}

export const root = join(import.meta.dirname, "../../..");
const runtimeC = join(root, "runtime-c");

/** One way to compile everything. */
export interface Toolchain {
  readonly compiler: string;
  readonly flags: readonly string[];
  /** A fault that nobody sees otherwise ends the program. */
  readonly sanitizes: boolean;
}

const language = ["-std=c11", "-fwrapv", "-fno-strict-aliasing", `-I${runtimeC}`];
const warnings = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wshadow"];
const sanitizers = ["-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

/** `TSVISOR_TEST_SANITIZE=all`: in optimised code, too, which takes three times as long to compile. */
const whereOptimised = process.env["TSVISOR_TEST_SANITIZE"] === "all" ? sanitizers : [];

/** Both compilers, each with and without optimisation; the sanitizers where nothing is optimised away before they see it. */
export const toolchains: readonly Toolchain[] = [
  { compiler: "gcc", flags: ["-O0", ...sanitizers], sanitizes: true },
  { compiler: "gcc", flags: ["-O2", ...whereOptimised], sanitizes: whereOptimised.length > 0 },
  { compiler: "clang", flags: ["-O0", ...sanitizers], sanitizes: true },
  { compiler: "clang", flags: ["-O2", ...whereOptimised], sanitizes: whereOptimised.length > 0 },
];

function runtimeSources(): readonly string[] {
  const inFolder = (folder: string): string[] => readdirSync(join(runtimeC, folder)).map((name) => join(runtimeC, folder, name));
  return [...inFolder("lang"), ...inFolder("host"), ...inFolder("float"), ...inFolder("show")]
    .filter((path) => /\.[ch]$/.test(path))
    .sort();
}

const archives = new Map<string, Promise<string>>();

/** The runtime's archive for these flags, built when it is not there yet. */
function runtimeArchive(toolchain: Toolchain): Promise<string> {
  const sources = runtimeSources();
  const hash = createHash("sha256").update(JSON.stringify(toolchain));
  for (const path of sources) hash.update(readFileSync(path));
  const archive = join(tmpdir(), "tsvisor-compiler-tests", `${hash.digest("hex").slice(0, 24)}.a`);
  const known =
    archives.get(archive) ??
    buildArchive(
      toolchain,
      sources.filter((path) => path.endsWith(".c")),
      archive,
    );
  archives.set(archive, known);
  return known;
}

async function buildArchive(toolchain: Toolchain, sources: readonly string[], archive: string): Promise<string> {
  if (existsSync(archive)) return archive;
  mkdirSync(join(tmpdir(), "tsvisor-compiler-tests"), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-runtime-"));
  await compiler(toolchain.compiler, [...language, ...toolchain.flags, "-c", ...sources], folder);
  const objects = sources.map((path) => basename(path).replace(/\.c$/, ".o"));
  await run("ar", ["rcs", "runtime.a", ...objects], { cwd: folder });
  renameSync(join(folder, "runtime.a"), archive);
  rmSync(folder, { recursive: true });
  return archive;
}

/**
 * Compiles and links the C files of a folder, all in one go; gives the program's path. What the C compiler says is the error. A
 * `select.c` among them replaces the start that the program has itself.
 */
export async function buildProgram(folder: string, files: readonly string[], toolchain: Toolchain): Promise<string> {
  const archive = await runtimeArchive(toolchain);
  const sources = files.filter((name) => name.endsWith(".c") && name !== "select.c");
  const selects = files.includes("select.c");
  writeFileSync(
    join(folder, "whole.c"),
    [
      ...(selects ? ["#define program_initialise initialise_all"] : []),
      ...sources.map((name) => `#include "${name}"`),
      ...(selects ? ['#include "select.c"'] : []),
      "",
    ].join("\n"),
  );
  const options = [...language, ...warnings, ...toolchain.flags, "-I."];
  const output = `program-${toolchain.compiler}${toolchain.flags[0] ?? ""}`;
  await compiler(toolchain.compiler, [...options, "-o", output, "whole.c", archive, "-lm"], folder).catch(refuse);
  return join(folder, output);
}

/** The C compiler's words without our command line. */
function refuse(error: unknown): never {
  const words = typeof error === "object" && error !== null && "stderr" in error ? String(error.stderr) : String(error);
  throw new Error(`the C compiler says:\n${words}`);
}

/** How a program ended. */
export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  /** -1: killed, by the time limit for instance. */
  readonly code: number;
}

export function runProgram(program: string, environment: Readonly<Record<string, string>> = {}): Promise<Ending> {
  const env = { ...process.env, ASAN_OPTIONS: "detect_leaks=0", UBSAN_OPTIONS: "print_stacktrace=1", ...environment };
  return new Promise((resolve) => {
    execFile(program, [], { env, timeout: 600_000, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ stdout, stderr, code });
    });
  });
}
