/** Headers and data of a cpio archive in format "newc" (cpio(5), "New ASCII Format"). Nothing outside the archive is read. */
import { decodeUtf8 } from "../std/index.js";
import type { u32, u8 } from "../std/index.js";

/** Bytes that are no archive; the message gives their offset. */
export class BundleError extends Error {
  constructor(offset: u32, reason: string) {
    super(`bundle: byte ${offset}: ${reason}`);
  }
}

/** File types of the mode field, bits 15:12. */
export enum CpioType {
  Directory = 0x4,
  File = 0x8,
  Symlink = 0xa,
}

/** What one header says; name and data were checked to lie inside the archive. */
export interface CpioEntry {
  /** Path as the archive has it. */
  readonly path: string;
  /** Bits 15:12 of the mode; other values than those of CpioType are devices and the like. */
  readonly type: u32;
  /** Same for all hard links of a file. */
  readonly identity: string;
  readonly links: u32;
  /** Offset of its header in the archive. */
  readonly offset: u32;
  readonly dataOffset: u32;
  readonly dataBytes: u32;
}

/** Offsets of the fields in a header; each is eight hexadecimal digits. */
const field = { inode: 6, mode: 14, links: 38, fileBytes: 54, deviceMajor: 62, deviceMinor: 70, nameBytes: 94 } as const;
const headerBytes: u32 = 110;
const fieldDigits: u32 = 8;
/** Longest path that Linux takes. */
const longestName: u32 = 4096;
const trailer = "TRAILER!!!";

/** All entries of an archive, or of several one after the other. @throws BundleError */
export function readCpioEntries(archive: Uint8Array): CpioEntry[] {
  const entries: CpioEntry[] = [];
  let at: u32 = 0;
  let inArchive = false;
  for (;;) {
    if (!inArchive) at = skipPadding(archive, at);
    if (at >= archive.length && !inArchive) return entries;
    const entry = readEntry(archive, at);
    at = align(entry.dataOffset + entry.dataBytes);
    inArchive = entry.path !== trailer;
    if (inArchive) entries.push(entry);
  }
}

/** Zeros between archives and behind the last one. */
function skipPadding(archive: Uint8Array, from: u32): u32 {
  let at = from;
  while (at < archive.length && archive[at] === 0) at++;
  return at;
}

function readEntry(archive: Uint8Array, at: u32): CpioEntry {
  checkMagic(archive, at);
  if (archive.length - at < headerBytes) throw new BundleError(at, `a header of ${headerBytes} bytes does not fit: the archive is cut off`);
  const nameBytes = readField(archive, at + field.nameBytes);
  const dataBytes = readField(archive, at + field.fileBytes);
  const nameOffset = at + headerBytes;
  if (nameBytes < 2 || nameBytes > longestName) throw new BundleError(at, `a name of ${nameBytes} bytes: expected 2 to ${longestName}`);
  if (archive.length - nameOffset < nameBytes) throw new BundleError(nameOffset, "the name does not fit: the archive is cut off");
  if (archive[nameOffset + nameBytes - 1] !== 0) throw new BundleError(nameOffset, "the name does not end with a zero byte");
  const path = decodeUtf8(archive.subarray(nameOffset, nameOffset + nameBytes - 1));
  const dataOffset = align(nameOffset + nameBytes);
  if (dataOffset + dataBytes > archive.length) {
    throw new BundleError(dataOffset, `${dataBytes} bytes of "${path}" do not fit: the archive is cut off at byte ${archive.length}`);
  }
  return {
    path,
    type: readField(archive, at + field.mode) >>> 12,
    identity: identityOf(archive, at),
    links: readField(archive, at + field.links),
    offset: at,
    dataOffset,
    dataBytes,
  };
}

function identityOf(archive: Uint8Array, at: u32): string {
  const inode = readField(archive, at + field.inode);
  return `${readField(archive, at + field.deviceMajor)}:${readField(archive, at + field.deviceMinor)}:${inode}`;
}

/** "070701", or "070702" of the format with checksums. */
function checkMagic(archive: Uint8Array, at: u32): void {
  if (at + 1 < archive.length && archive[at] === 0x1f && archive[at + 1] === 0x8b) {
    throw new BundleError(at, "the bundle is compressed with gzip: expected a plain cpio archive (newc)");
  }
  const magic = at + 6 <= archive.length ? decodeUtf8(archive.subarray(at, at + 6)) : "";
  if (magic === "070701" || magic === "070702") return;
  throw new BundleError(at, 'expected a cpio header (format "newc", 070701)');
}

function readField(archive: Uint8Array, at: u32): u32 {
  let value = 0;
  for (let i: u32 = 0; i < fieldDigits; i++) {
    const digit = hexDigit(archive[at + i]!);
    if (digit < 0) throw new BundleError(at + i, "expected a hexadecimal digit of the header");
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(byte: u8): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** Names and data begin at multiples of 4. */
function align(offset: number): number {
  return offset + ((4 - (offset % 4)) % 4);
}
