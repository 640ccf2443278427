/** Linux guests that have devices of the machine, and the drivers for them that Debian's kernel has as modules. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");
const guests = join(root, "build", "guests");

/** In the order in which insmod takes them. */
export const diskModules = ["virtio_ring", "virtio", "virtio_mmio", "virtio_blk"] as const;

export interface DeviceGuest {
  /** Of the file, in the bundle's folder: what lies in `guests` is created at the start. */
  readonly file: string;
  readonly id: number;
  readonly name: string;
  /** GPA = HPA of its 256 MB. */
  readonly memory: number;
  /** Lines of [devices]. */
  readonly devices: readonly string[];
}

function configuration(guest: DeviceGuest): string {
  const at = (offset: number): string => `0x${(guest.memory + offset).toString(16)}`;
  return `[base]
id = ${guest.id}
name = "${guest.name}"
vm_type = 2
cpu_num = 1
phys_cpu_ids = [1]

[kernel]
entry_point = ${at(0x20_0000)}
kernel_path = "/images/Image"
kernel_load_addr = ${at(0x20_0000)}
dtb_load_addr = ${at(0)}
ramdisk_path = "/images/initrd"
ramdisk_load_addr = ${at(0x400_0000)}
image_location = "fs"
cmdline = "console=ttyAMA0 guest=${guest.name}"
memory_regions = [[${at(0)}, 0x1000_0000, 0x7, 1]]

[devices]
emu_devices = []
${guest.devices.join("\n")}
interrupt_mode = "passthrough"
`;
}

/** The initial file system with /modules in front: Linux takes one archive behind the other. */
function initialFiles(): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-modules-"));
  mkdirSync(join(folder, "modules"));
  const modules = join(guests, "apt", "root", "lib", "modules");
  const found = readdirSync(modules, { recursive: true, encoding: "utf8" });
  for (const name of diskModules) {
    const file = found.find((one) => basename(one) === `${name}.ko`);
    if (file === undefined) throw new Error(`${name}.ko is not among Debian's modules: run scripts/fetch-guests.sh`);
    cpSync(join(modules, file), join(folder, "modules", `${name}.ko`));
  }
  const archive = spawnSync("sh", ["-c", "find . | cpio -o -H newc --quiet"], { cwd: folder, maxBuffer: 64 << 20 });
  if (archive.status !== 0) throw new Error(`cpio failed: ${archive.stderr.toString()}`);
  return Buffer.concat([archive.stdout, readFileSync(join(guests, "initrd.cpio.gz"))]);
}

/** A folder with these guests. */
export function deviceBundle(list: readonly DeviceGuest[]): string {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-devices-"));
  mkdirSync(join(folder, "images"));
  cpSync(join(guests, "Image"), join(folder, "images", "Image"));
  writeFileSync(join(folder, "images", "initrd"), initialFiles());
  for (const guest of list) {
    mkdirSync(join(folder, guest.file, ".."), { recursive: true });
    writeFileSync(join(folder, guest.file), configuration(guest));
  }
  return folder;
}
