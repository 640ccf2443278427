/** Bundles for tests: tiny EL1 programs from `tests/system/guests`, and Debian's Linux. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/**
 * The demo's guests: VM 0, 1 and 2 are Linux on CPU 1, 2 and 2. Packed again where the project's files are newer: with the images of
 * yesterday's checkout a guest lacks what today's tests expect, such as a power key that somebody watches.
 */
export function linuxBundle(): string {
  for (const script of ["fetch-guests.sh", "pack-demo.sh"]) run("sh", [join(root, "scripts", script)]);
  return join(root, "build", "guests", "bundle");
}

/** Assembles `tests/system/guests/NAME.S` to a flat image. */
function assemble(name: string, out: string): void {
  const object = `${out}.object`;
  run("aarch64-linux-gnu-gcc", ["-c", join(root, "tests", "system", "guests", `${name}.S`), "-o", object]);
  run("aarch64-linux-gnu-objcopy", ["-O", "binary", "-j", ".text", object, out]);
  rmSync(object);
}

function run(program: string, args: readonly string[]): void {
  const result = spawnSync(program, args, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}`);
}

export interface TinyGuest {
  readonly id: number;
  /** Name of the program, and of the VM. */
  readonly program: string;
  readonly cpu?: number;
  readonly memoryMiB?: number;
}

function configuration(guest: TinyGuest): string {
  const size = ((guest.memoryMiB ?? 16) << 20).toString(16);
  return `[base]
id = ${guest.id}
name = "${guest.program}"
vm_type = 1
cpu_num = 1
phys_cpu_sets = [${1 << (guest.cpu ?? 1)}]

[kernel]
entry_point = 0x4020_0000
kernel_path = "/images/${guest.program}"
kernel_load_addr = 0x4020_0000
image_location = "fs"
memory_regions = [[0x4000_0000, 0x${size}, 0x7, 0]]

[devices]
emu_devices = []
passthrough_devices = []
interrupt_mode = "emulated"
`;
}

/** A folder with these guests, and with the demo's Linux guests beside them where `linux` says so. */
export function tinyBundle(guests: readonly TinyGuest[], linux = false): string {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-guests-"));
  mkdirSync(join(folder, "images"), { recursive: true });
  mkdirSync(join(folder, "guests"), { recursive: true });
  if (linux) cpSync(linuxBundle(), folder, { recursive: true });
  for (const guest of guests) {
    assemble(guest.program, join(folder, "images", guest.program));
    writeFileSync(join(folder, "guests", `${guest.program}.toml`), configuration(guest));
  }
  return folder;
}

/** Puts one more file into a bundle. */
export function addFile(bundle: string, name: string, content: string | Uint8Array): void {
  writeFileSync(join(bundle, name), content);
}

/** A folder with `count` Linux guests of four vCPUs each, VMs 0 up, "smp-0" up: vCPU n of each on CPU n. Copies of the demo's example. */
export function smpBundle(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-smp-"));
  mkdirSync(join(folder, "guests"));
  cpSync(join(linuxBundle(), "images"), join(folder, "images"), { recursive: true });
  const example = readFileSync(join(root, "guest-configs", "linux-smp.toml"), "utf8");
  for (let id = 0; id < count; id++) {
    const text = example.replace(/^id = .*$/m, `id = ${id}`).replaceAll('"linux-smp"', `"smp-${id}"`);
    writeFileSync(join(folder, "guests", `smp-${id}.toml`), text.replace("guest=linux-smp", `guest=smp-${id}`));
  }
  return folder;
}
