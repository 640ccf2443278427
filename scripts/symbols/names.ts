/** What a person calls the functions and files that the debugging information names. */
import { isAbsolute, relative } from "node:path";

/** `vmm_Vcpu_start` of `src/vmm/vcpu.ts` is `Vcpu.start`: src/compiler/lower/names.ts undone. C functions keep their names. */
export function functionName(symbol: string, file: string): string {
  const plain = symbol.replace(/\.(constprop|isra|part|cold|lto_priv)\b.*$/, "");
  if (!file.endsWith(".ts")) return plain;
  const folders = file
    .split("/")
    .slice(0, -1)
    .filter((folder) => folder !== "src");
  const folder = `${folders.slice(-2).join("_")}_`.replace(/[^A-Za-z0-9_]/g, "_");
  const whole = plain.replace(/^ts_/, "");
  const own = whole.startsWith(folder) ? whole.slice(folder.length) : whole;
  return own.replace(/__.*$/, "").replace(/_\d+$/, "").replaceAll("_", ".");
}

/** Relative to the first of `roots` that holds it: the C compiler puts its own folder before relative names. */
export function fileName(path: string, roots: readonly string[]): string {
  if (!isAbsolute(path)) return path;
  for (const root of roots) {
    const inside = relative(root, path);
    if (inside !== "" && !inside.startsWith("..")) return inside;
  }
  return path;
}
