/** The C that the analyzers look at, and how it is compiled for the machine. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** As cmake/flags.cmake and cmake/image.cmake have it. */
export function deviceFlags(generated: string): readonly string[] {
  const includes = ["runtime-c", "runtime-c/include", "runtime-c/lang", "arch/aarch64/include"];
  const code = ["-std=c11", "-ffreestanding", "-fwrapv", "-fno-strict-aliasing", "-fpie", "-march=armv8-a", "-mgeneral-regs-only"];
  const hidden = ["-include", join(root, "cmake", "hidden.h"), "-DRT_ATOMIC_COUNTS"];
  return [...code, ...hidden, ...includes.map((folder) => `-I${join(root, folder)}`), `-I${generated}`];
}

/** Writes the hypervisor's C into the folder. */
export function compileHypervisor(folder: string): void {
  const command = [join(root, "bin/compile.cjs"), "--profile", "device", "--no-lines"];
  const args = [...command, "--out", folder, "--native-header", "tsvisor.h", "src/main.ts"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".c"))
    .map((name) => join(folder, name))
    .sort();
}

/** Everything that becomes the image: what was compiled into `generated`, the runtime's part for devices, and arch. */
export function imageSources(generated: string): readonly string[] {
  const own = [...sourcesBelow(join(root, "runtime-c")), ...sourcesBelow(join(root, "arch/aarch64"))];
  return [...sourcesBelow(generated), ...own.filter((file) => !/^runtime-c[/\\](host|float|show)[/\\]/.test(relative(root, file)))];
}

/** As findings name a file: from the root, or `generated/`. */
export function shortName(file: string, generated: string): string {
  const inside = relative(generated, file);
  return (inside.startsWith("..") ? relative(root, file) : join("generated", inside)).replaceAll("\\", "/");
}
