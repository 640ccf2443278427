/** Builds the bench's guest and plugin, and runs the guest under the hypervisor with instructions counted. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFile } from "../../src/cli/bundle.js";
import { Failure } from "../../src/cli/command.js";
import { inBuild } from "../../src/cli/paths.js";
import { runProgram } from "../../src/cli/process.js";

const here = import.meta.dirname;
const work = inBuild("bench");

const guestFlags = [
  ..."-O2 -Wall -Wextra -ffreestanding -fno-builtin -fpie -fvisibility=hidden -fno-stack-protector".split(" "),
  ..."-fno-asynchronous-unwind-tables -mgeneral-regs-only -mstrict-align -mcmodel=small -fno-jump-tables".split(" "),
  ..."-nostdlib -static-pie -Wl,--no-dynamic-linker,--build-id=none,-z,norelro,--no-warn-rwx-segments".split(" "),
];

/** The guest as a flat image. */
export function buildGuest(): string {
  mkdirSync(work, { recursive: true });
  const sources = ["start.S", "guest.c"].map((name) => join(here, "guest", name));
  const elf = join(work, "guest.elf");
  const flat = join(work, "guest.bin");
  runProgram("aarch64-linux-gnu-gcc", [...guestFlags, `-Wl,-T,${join(here, "guest", "guest.ld")}`, ...sources, "-o", elf]);
  runProgram("aarch64-linux-gnu-objcopy", ["-O", "binary", elf, flat]);
  return flat;
}

export function buildPlugin(): string {
  const plugin = join(work, "icnt.so");
  runProgram("gcc", ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", plugin, join(here, "plugin", "icnt.c")]);
  return plugin;
}

/** The guest's configuration: one or two vCPUs, 16 MiB, started by the bundle's startup file. */
export function bundleFor(cpus: number, guest: string): string {
  const folder = join(work, `bundle${cpus}`);
  mkdirSync(join(folder, "guests"), { recursive: true });
  writeFileSync(join(folder, "guest.bin"), readFileSync(guest));
  const sets = cpus === 1 ? "[1]" : "[1, 2]";
  writeFileSync(join(folder, "startup"), "vm start 0\n");
  const configuration = `[base]
id = 0
name = "bench"
vm_type = 1
cpu_num = ${cpus}
phys_cpu_sets = ${sets}

[kernel]
entry_point = 0x4000_0000
kernel_path = "/guest.bin"
kernel_load_addr = 0x4000_0000
image_location = "fs"
memory_regions = [[0x4000_0000, 0x100_0000, 0x7, 0]]

[devices]
emu_devices = []
passthrough_devices = []
interrupt_mode = "emulated"
`;
  writeFileSync(join(folder, "guests", "bench.toml"), configuration);
  return bundleFile(folder);
}

export interface Measurement {
  readonly cpus: number;
  readonly image: string;
  readonly bundle: string;
  readonly plugin: string;
  /** One thread of the host runs all CPUs in turn, and a figure repeats to the instruction; otherwise they run at once. */
  readonly inTurn: boolean;
  /** It must be over after so long. */
  readonly seconds: number;
}

/** Runs until the guest says that it is done; gives the plugin's records. */
export function measure({ cpus, image, bundle, plugin, inTurn, seconds }: Measurement): Promise<string> {
  const records = join(work, `records${cpus}${inTurn ? "-in-turn" : ""}.txt`);
  const timing = inTurn ? ["-icount", "shift=0,sleep=off"] : ["-accel", "tcg,thread=multi"];
  const args = [
    ...["-machine", "virt,gic-version=3,virtualization=on", "-cpu", "cortex-a72", "-smp", String(cpus), "-m", "1G", "-nodefaults"],
    ...["-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot", ...timing],
    ...["-plugin", `${plugin},out=${records}${inTurn ? "" : ",mt"}`, "-kernel", image, "-initrd", bundle],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn("timeout", [String(seconds), "qemu-system-aarch64", ...args], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes: Buffer) => {
      const before = said.includes("peers: done");
      said += bytes.toString();
      if (!before && said.includes("peers: done")) setTimeout(() => child.kill("SIGTERM"), 1500);
    });
    child.on("error", reject);
    child.on("close", () => {
      if (said.includes("peers: done")) resolve(readFileSync(records, "utf8"));
      else reject(new Failure(`the guest did not finish on ${cpus} CPU(s); it said:\n${said}`));
    });
  });
}
