/** `npm run bench`: builds the image, the guest and the plugin, runs both machines, prints the table or one JSON object. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFile } from "../../src/cli/bundle.js";
import { buildImage } from "../../src/cli/commands/build.js";
import { Failure } from "../../src/cli/command.js";
import { inBuild } from "../../src/cli/paths.js";
import { runProgram } from "../../src/cli/process.js";
import { type Figure, readRecords, type Report, table } from "./report.js";

const here = import.meta.dirname;
const work = inBuild("bench");
const asJson = process.argv.includes("--json");
/** Figures that only exist between two CPUs. */
const betweenCpus = ["ipi_send", "ipi_receive_to_isr"];

const guestFlags = [
  ..."-O2 -Wall -Wextra -ffreestanding -fno-builtin -fpie -fvisibility=hidden -fno-stack-protector".split(" "),
  ..."-fno-asynchronous-unwind-tables -mgeneral-regs-only -mstrict-align -mcmodel=small -fno-jump-tables".split(" "),
  ..."-nostdlib -static-pie -Wl,--no-dynamic-linker,--build-id=none,-z,norelro,--no-warn-rwx-segments".split(" "),
];

function buildGuest(): string {
  const sources = ["start.S", "guest.c"].map((name) => join(here, "guest", name));
  const elf = join(work, "guest.elf");
  const flat = join(work, "guest.bin");
  runProgram("aarch64-linux-gnu-gcc", [...guestFlags, `-Wl,-T,${join(here, "guest", "guest.ld")}`, ...sources, "-o", elf]);
  runProgram("aarch64-linux-gnu-objcopy", ["-O", "binary", elf, flat]);
  return flat;
}

function buildPlugin(): string {
  const plugin = join(work, "icnt.so");
  runProgram("gcc", ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", plugin, join(here, "plugin", "icnt.c")]);
  return plugin;
}

/** The guest's configuration: one or two vCPUs, 16 MiB, started by the bundle's startup file. */
function bundleFor(cpus: number, guest: string): string {
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

/** Runs until the guest says that it is done; gives the plugin's records. */
function measure(cpus: number, image: string, bundle: string, plugin: string, seconds: number): Promise<string> {
  const records = join(work, `records${cpus}.txt`);
  const timing = cpus === 1 ? ["-icount", "shift=0,sleep=off"] : ["-accel", "tcg,thread=multi"];
  const args = [
    ...["-machine", "virt,gic-version=3,virtualization=on", "-cpu", "cortex-a72", "-smp", String(cpus), "-m", "1G", "-nodefaults"],
    ...["-display", "none", "-monitor", "none", "-serial", "stdio", "-no-reboot", ...timing],
    ...["-plugin", `${plugin},out=${records}${cpus === 1 ? "" : ",mt"}`, "-kernel", image, "-initrd", bundle],
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

async function main(): Promise<void> {
  mkdirSync(work, { recursive: true });
  const { image } = buildImage("aarch64", false);
  const guest = buildGuest();
  const plugin = buildPlugin();
  const one = readRecords(await measure(1, image, bundleFor(1, guest), plugin, 120));
  const two = readRecords(await measure(2, image, bundleFor(2, guest), plugin, 180));
  const sections: Record<string, Figure> = { ...one.sections };
  for (const name of betweenCpus) {
    const figure = two.sections[name];
    if (figure !== undefined) sections[name] = figure;
  }
  const ours: Report = { guest_entry_total: one.guestEntry, image_bytes: statSync(image).size, sections };
  if (asJson) process.stdout.write(`${JSON.stringify(ours)}\n`);
  else process.stdout.write(table(ours, JSON.parse(readFileSync(join(here, "peers.json"), "utf8")) as Record<string, Report>));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
}
