/** A disk as U-Boot finds it: one FAT partition with the boot script and the FIT image. No root, no mount. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "./board.js";
import { bundleFile, emptyBundle } from "./bundle.js";
import { inBuild } from "./paths.js";
import { runProgram } from "./process.js";

const sectorBytes = 512;
const mebibyte = 1 << 20;
/** First sector of the partition: 1 MiB, as every partitioning tool aligns it. */
const firstSector = mebibyte / sectorBytes;

/** Makes the FIT image of `image` and the bundle; gives its path. @throws Failure */
export function makeFit(board: Board, image: string, bundle: string | null, out: string): string {
  const work = mkdtempSync(join(tmpdir(), "tsvisor-fit-"));
  try {
    copyFileSync(join(board.folder, "image.its"), join(work, "image.its"));
    copyFileSync(image, join(work, "tsvisor.bin"));
    copyFileSync(bundle === null ? emptyBundle() : bundleFile(bundle), join(work, "bundle.cpio"));
    runProgram("mkimage", ["-f", "image.its", out], { cwd: work });
    return out;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Makes the whole disk; gives its path. @throws Failure */
export function makeDisk(
  board: Board,
  image: string,
  bundle: string | null,
  out = inBuild("disks", `${board.name}-${process.pid}.img`),
): string {
  mkdirSync(inBuild("disks"), { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "tsvisor-disk-"));
  try {
    const fit = makeFit(board, image, bundle, join(work, "tsvisor.itb"));
    const script = join(work, "boot.scr");
    runProgram("mkimage", [
      "-A",
      "arm64",
      "-O",
      "linux",
      "-T",
      "script",
      "-C",
      "none",
      "-n",
      "tsvisor",
      "-d",
      join(board.folder, "boot.cmd"),
      script,
    ]);
    writePartitioned(out, Math.ceil(statSync(fit).size / mebibyte) + 40);
    const partition = `${out}@@${mebibyte}`;
    const sectors = statSync(out).size / sectorBytes - firstSector;
    runProgram("mformat", ["-i", partition, "-T", String(sectors), "-h", "64", "-s", "32", "-F", "::"]);
    runProgram("mcopy", ["-i", partition, fit, script, "::"]);
    return out;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** An empty disk with a master boot record of one active FAT32 partition (type 0x0c). */
function writePartitioned(path: string, mebibytes: number): void {
  const record = Buffer.alloc(sectorBytes);
  const entry = 446;
  record.writeUInt8(0x80, entry);
  record.fill(0xfe, entry + 1, entry + 4);
  record.writeUInt8(0x0c, entry + 4);
  record.fill(0xfe, entry + 5, entry + 8);
  record.writeUInt32LE(firstSector, entry + 8);
  record.writeUInt32LE((mebibytes * mebibyte) / sectorBytes - firstSector, entry + 12);
  record.writeUInt16LE(0xaa55, sectorBytes - 2);
  writeFileSync(path, "");
  truncateSync(path, mebibytes * mebibyte);
  const file = openSync(path, "r+");
  writeSync(file, record);
  closeSync(file);
}
