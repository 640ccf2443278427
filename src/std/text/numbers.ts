/** Numbers in texts that people write: configuration files, commands. */
import type { u64 } from "../integers.js";

const zero = 0x30;
const underscore = 0x5f;
const greatest: u64 = 0xffff_ffff_ffff_ffffn;

/** Value of a digit or letter as a digit of a base up to 36; 36 for anything else. */
function digitValue(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41 + 10;
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61 + 10;
  return 36;
}

/** Base that the prefix `0x`, `0o` or `0b` (either case) names; 10 without one. */
function baseOf(text: string): number {
  if (text.length < 2 || text.charCodeAt(0) !== zero) return 10;
  switch (digitValue(text.charCodeAt(1))) {
    case 33:
      return 16;
    case 24:
      return 8;
    case 11:
      return 2;
    default:
      return 10;
  }
}

/** Digits of `base` with single `_` between them, from `start` to the end; null for anything else and above 2^64 - 1. */
function parseDigits(text: string, start: number, base: number): u64 | null {
  const wide = BigInt(base);
  let value: u64 = 0n;
  let afterDigit = false;
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const digit = digitValue(unit);
    if (unit === underscore && afterDigit) {
      afterDigit = false;
      continue;
    }
    if (digit >= base) return null;
    const added = BigInt(digit);
    if (value > (greatest - added) / wide) return null;
    value = value * wide + added;
    afterDigit = true;
  }
  return afterDigit ? value : null;
}

/**
 * The integer that `text` is: decimal, `0x`, `0o` or `0b`, digits may be grouped by single underscores. Null when it is anything else
 * (a sign, spaces, nothing at all) or does not fit 64 bits.
 */
export function parseInteger(text: string): u64 | null {
  const base = baseOf(text);
  return parseDigits(text, base === 10 ? 0 : 2, base);
}

/** `0x` and the lower-case digits of `value`, without leading zeros. */
export function hex(value: u64): string {
  return `0x${value.toString(16)}`;
}
