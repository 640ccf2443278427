/** `tsvisor run`: the image in QEMU, its serial port on this terminal or these pipes. */
import { existsSync } from "node:fs";
import { type Board, loadBoard } from "../board.js";
import { bundleFile } from "../bundle.js";
import { type Command, count, Failure, parseWords, type Parsed, WrongUse } from "../command.js";
import { makeDisk } from "../disk.js";
import { runAttached } from "../process.js";
import { buildImage } from "./build.js";

const consoleArguments = ["-display", "none", "-monitor", "none", "-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"];

export const run: Command = {
  name: "run",
  summary: "Starts the hypervisor in QEMU; the serial port is this terminal (raw) or these pipes",
  operands: "",
  options: [
    { name: "board", value: "NAME", help: "board, one that has a QEMU machine (default qemu-virt-aarch64)" },
    { name: "cpus", value: "N", help: "number of CPUs (default 4)" },
    { name: "memory", value: "M", help: "RAM, as QEMU writes it: 512M, 2G (default 2G)" },
    { name: "bundle", value: "DIR|FILE", help: "guests: a folder that is packed, or a cpio archive" },
    {
      name: "disk",
      value: "FILE",
      help: "a raw image as a virtio disk, for a guest to pass through; may be given again (4 at most)",
      repeated: true,
    },
    { name: "uboot", help: "starts U-Boot, which loads the FIT image from a disk by its boot script" },
    { name: "image", value: "FILE", help: "an image that is built already, instead of building" },
    { name: "qemu", value: "ARGUMENT", help: "one more argument for QEMU, such as --qemu=-s for gdb's port" },
  ],
  async run(words) {
    const parsed = parseWords(this, words);
    const board = loadBoard(parsed.values.get("board") ?? "qemu-virt-aarch64");
    if (board.qemu === null)
      throw new Failure(`the board '${board.name}' has no QEMU machine; boards/${board.name}/README.md tells how it is started`);
    const machine = machineArguments(board, parsed);
    const image = parsed.values.get("image") ?? buildImage(board.arch, false).image;
    if (!existsSync(image)) throw new Failure(`there is no image at ${image}`);
    const args = parsed.flags.has("uboot") ? ubootArguments(board, parsed, image) : directArguments(parsed, image);
    return runAttached(board.qemu.program, [...machine, ...args, ...diskArguments(parsed), ...extra(parsed)]);
  },
};

function machineArguments(board: Board, parsed: Parsed): string[] {
  if (board.qemu === null) return [];
  const cpus = count(parsed, "cpus", board.qemu.cpus);
  const memory = parsed.values.get("memory") ?? board.qemu.memory;
  return [...board.qemu.args, "-smp", String(cpus), "-m", memory, "-nodefaults", "-no-reboot", ...consoleArguments];
}

function directArguments(parsed: Parsed, image: string): string[] {
  const bundle = parsed.values.get("bundle");
  return ["-kernel", image, ...(bundle === undefined ? [] : ["-initrd", bundleFile(bundle)])];
}

function ubootArguments(board: Board, parsed: Parsed, image: string): string[] {
  if (board.uboot === null) throw new Failure(`the board '${board.name}' has no U-Boot for QEMU`);
  if (!existsSync(board.uboot.firmware)) {
    throw new Failure(`${board.uboot.firmware} is missing: install it with 'apt-get install u-boot-qemu', or run 'sh scripts/setup.sh'`);
  }
  const disk = makeDisk(board, image, parsed.values.get("bundle") ?? null);
  return ["-bios", board.uboot.firmware, "-drive", `if=none,id=boot,format=raw,file=${disk}`, ...board.uboot.args];
}

/** QEMU's `virt` has 32 virtio-mmio slots of 512 bytes from 0xa000000 on; every eighth begins a page, which one guest can have for itself. */
const slotsOfDisks: readonly number[] = [0, 8, 16, 24];

/** The first disk is /virtio_mmio@a000000, the others follow 4 KiB apart. @throws Failure @throws WrongUse */
function diskArguments(parsed: Parsed): string[] {
  const files = parsed.lists.get("disk") ?? [];
  if (files.length > slotsOfDisks.length) throw new WrongUse(`--disk can be given ${slotsOfDisks.length} times, not ${files.length}`);
  if (files.length === 0) return [];
  const disks = files.flatMap((file, n) => {
    if (!existsSync(file)) throw new Failure(`there is no disk image at ${file}`);
    const slot = `bus=virtio-mmio-bus.${slotsOfDisks[n]!}`;
    return ["-drive", `if=none,id=disk${n},format=raw,file=${file}`, "-device", `virtio-blk-device,drive=disk${n},${slot}`];
  });
  return ["-global", "virtio-mmio.force-legacy=false", ...disks];
}

function extra(parsed: Parsed): string[] {
  const argument = parsed.values.get("qemu");
  return argument === undefined ? [] : argument.split(" ");
}
