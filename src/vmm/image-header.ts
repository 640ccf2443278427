/** What a Linux kernel's header asks of whoever loads it. Linux, Documentation/arch/arm64/booting.rst. */
import { readU32le, readU64le } from "../std/index.js";
import type { u64 } from "../std/index.js";

export interface ImageHeader {
  /** Bytes from a multiple of 2 MiB to where the image wants to lie. */
  readonly textOffset: u64;
  /** Bytes from its beginning that the kernel uses before it reads the device tree: more than the file has. */
  readonly imageBytes: u64;
}

const header = { textOffset: 8, imageSize: 16, magic: 56, bytes: 64 } as const;
/** "ARM\x64". */
const imageMagic = 0x644d5241;

/** Null: it is no arm64 Image (a firmware, an RTOS), which is loaded as it is. */
export function readImageHeader(kernel: Uint8Array): ImageHeader | null {
  if (kernel.length < header.bytes || readU32le(kernel, header.magic) !== imageMagic) return null;
  return { textOffset: readU64le(kernel, header.textOffset), imageBytes: readU64le(kernel, header.imageSize) };
}
