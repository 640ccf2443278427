/**
 * `npm run analyze`: the hypervisor's generated C, the runtime and arch/aarch64 under the warnings of gcc and clang, all of them errors.
 * Exit code 1: one of them complains.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");
const warnings = ["-Wall", "-Wextra", "-Werror", "-Wconversion", "-Wshadow"];

/** As cmake/flags.cmake and cmake/image.cmake have it; -O1, since some warnings need the data flow. */
function deviceFlags(generated: string): readonly string[] {
  const includes = ["runtime-c", "runtime-c/include", "runtime-c/lang", "arch/aarch64/include"];
  const code = ["-std=c11", "-ffreestanding", "-fwrapv", "-fno-strict-aliasing", "-fpie", "-march=armv8-a", "-mgeneral-regs-only"];
  const hidden = ["-include", join(root, "cmake", "hidden.h"), "-DRT_ATOMIC_COUNTS"];
  return [...code, ...hidden, ...includes.map((folder) => `-I${join(root, folder)}`), `-I${generated}`];
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".c"))
    .map((name) => join(folder, name));
}

/** What the tool says of the files, a few at a time; empty when it is content. */
function complaints(command: string, args: readonly string[], files: readonly string[]): string {
  let all = "";
  for (let i = 0; i < files.length; i += 16) {
    const { error, stdout, stderr } = spawnSync(command, [...args, ...files.slice(i, i + 16)], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (error !== undefined) throw new Error(`${command}: ${error.message}`);
    all += stdout + stderr;
  }
  return all;
}

function report(title: string, files: readonly string[], complaint: string): boolean {
  console.log(`${title}: ${files.length} files, ${complaint === "" ? "no warning" : `warnings:\n${complaint}`}`);
  return complaint === "";
}

const generated = mkdtempSync(join(tmpdir(), "tsvisor-analyze-"));
try {
  const compile = [join(root, "bin/compile.cjs"), "--profile", "device", "--out", generated, "--native-header", "tsvisor.h"];
  const { status, stderr } = spawnSync(process.execPath, [...compile, "--no-lines", "src/main.ts"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const own = [...sourcesBelow(join(root, "runtime-c")), ...sourcesBelow(join(root, "arch/aarch64"))];
  const files = [
    ...sourcesBelow(generated),
    ...own.filter((file) => !/runtime-c\/(host|float)\//.test(relative(root, file).replaceAll("\\", "/"))),
  ];
  const flags = deviceFlags(generated);
  const gcc = ["-fsyntax-only", "-O1", ...warnings, "-mno-outline-atomics", ...flags];
  const clang = ["--target=aarch64-linux-gnu", "-fsyntax-only", "-O1", ...warnings, ...flags];
  const fine = [
    report("aarch64-linux-gnu-gcc", files, complaints("aarch64-linux-gnu-gcc", gcc, files)),
    report("clang", files, complaints("clang", clang, files)),
  ];
  process.exitCode = fine.every(Boolean) ? 0 : 1;
} finally {
  rmSync(generated, { recursive: true });
}
