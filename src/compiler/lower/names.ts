/** Unique C identifiers that a reader can trace back: folder, then the name in the source. */

export class NameTable {
  private readonly used = new Set<string>();
  /** The next number to try for a name that is taken. */
  private readonly next = new Map<string, number>();

  /** Keeps `name` for something else (a C function of the runtime). */
  reserve(name: string): void {
    this.used.add(name);
  }

  /** `wanted`, or with a number behind it where that is taken. */
  unique(wanted: string): string {
    let name = wanted;
    let n = this.next.get(wanted) ?? 2;
    for (; this.used.has(name); n++) name = `${wanted}_${n}`;
    if (name !== wanted) this.next.set(wanted, n);
    this.used.add(name);
    return name;
  }
}

/** `vmm_createVm` for `createVm` in `src/vmm/create-vm`. C's own names have no capitals, so ours get a prefix where they have none. */
export function qualifiedName(module: string, name: string): string {
  const folders = module
    .split("/")
    .slice(0, -1)
    .filter((folder) => folder !== "src" && folder !== "");
  const folder = folders.slice(-2).join("_");
  const whole = [folder, name]
    .filter((part) => part !== "")
    .join("_")
    .replace(/[^A-Za-z0-9_]/g, "_");
  return /[A-Z]/.test(whole) && /^[A-Za-z]/.test(whole) ? whole : `ts_${whole}`;
}
