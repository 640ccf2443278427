import type { u32, u64 } from "../std/index.js";

const units: readonly string[] = ["B", "KB", "MB", "GB"];
const step: u64 = 1024n;

/** Bytes as a person reads them: whole where they are (256MB), else with one digit behind the point (1.5GB), cut off. */
export function sizeText(bytes: u64): string {
  let unit: u32 = 0;
  let scale: u64 = 1n;
  while (unit + 1 < units.length && bytes >= scale * step) {
    scale *= step;
    unit++;
  }
  const tenths = ((bytes % scale) * 10n) / scale;
  const whole = bytes / scale;
  return tenths === 0n ? `${whole}${units[unit]!}` : `${whole}.${tenths}${units[unit]!}`;
}
