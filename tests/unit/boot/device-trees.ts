/** Device trees for tests: compiled by dtc, or asked of QEMU. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

function inScratch<T>(body: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "tsvisor-fdt-"));
  try {
    return body(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The flattened tree of a source text. */
export function compileTree(source: string): Uint8Array {
  return new Uint8Array(execFileSync("dtc", ["-q", "-I", "dts", "-O", "dtb", "-"], { input: source }));
}

/** The tree that QEMU makes for its `virt` machine. */
export function qemuTree(machine: string, ...options: string[]): Uint8Array {
  return inScratch((directory) => {
    const file = join(directory, "virt.dtb");
    execFileSync(
      "qemu-system-aarch64",
      ["-M", `${machine},dumpdtb=${file}`, "-display", "none", "-nic", "none", "-cpu", "cortex-a72", ...options],
      { stdio: "pipe" },
    );
    return new Uint8Array(readFileSync(file));
  });
}

/** What dtc makes of a flattened tree; it throws with dtc's words where the tree is broken. */
export function decompileTree(tree: Uint8Array): { source: string; warnings: string } {
  return inScratch((directory) => {
    const output = join(directory, "tree.dts");
    const script = 'exec dtc -I dtb -O dts -o "$0" - 2>&1';
    const warnings = execFileSync("sh", ["-c", script, output], { input: tree }).toString();
    return { source: readFileSync(output, "utf8"), warnings };
  });
}

/** fdtget's answer to `fdtget OPTIONS FILE WORDS`; null where it has none. */
export function fdtget(tree: Uint8Array, options: readonly string[], ...words: string[]): string | null {
  return inScratch((directory) => {
    const file = join(directory, "tree.dtb");
    writeFileSync(file, tree);
    const answer = spawnSync("fdtget", [...options, file, ...words], { encoding: "utf8" });
    return answer.status === 0 ? answer.stdout.trimEnd() : null;
  });
}
