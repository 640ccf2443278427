/** Constants as C writes them. */
import type { HirType } from "../hir/types.js";

const int32Max = 0x7fff_ffffn;
const int64Min = -(1n << 63n);

/** Large unsigned constants are masks and addresses: hexadecimal. */
const hexFrom = 0x1_0000n;

/** An integer of the type, as a C constant that compares and computes without warnings. */
export function integerLiteral(value: bigint, type: HirType): string {
  if (value < 0n) return negativeLiteral(value);
  if (value <= int32Max) return value >= hexFrom && isUnsigned(type) ? hex(value) : value.toString();
  if (type.kind === "int" && !type.signed) return type.bits === 64 ? `UINT64_C(${hex(value)})` : `${hex(value)}u`;
  return `INT64_C(${value})`;
}

function negativeLiteral(value: bigint): string {
  if (value === int64Min) return "INT64_MIN";
  return -value <= int32Max ? `(${value})` : `(-INT64_C(${-value}))`;
}

function isUnsigned(type: HirType): boolean {
  return type.kind === "int" && !type.signed;
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** A double as a C constant: the shortest text that reads back as it. */
export function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return `__builtin_nan("")`;
  if (!Number.isFinite(value)) return value > 0 ? "__builtin_inf()" : "(-__builtin_inf())";
  const text = Object.is(value, -0) ? "-0" : String(value);
  const double = /[.e]/.test(text) ? text : `${text}.0`;
  return text.startsWith("-") ? `(${double})` : double;
}

/** UTF-8 of a JavaScript string; a lone surrogate becomes the three bytes of its number (WTF-8). */
export function wtf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) pushCodePoint(character.codePointAt(0) ?? 0, bytes);
  return bytes;
}

function pushCodePoint(point: number, to: number[]): void {
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) to.push(point);
  else if (point < 0x800) to.push(0xc0 | (point >> 6), tail(0));
  else if (point < 0x10000) to.push(0xe0 | (point >> 12), tail(6), tail(0));
  else to.push(0xf0 | (point >> 18), tail(12), tail(6), tail(0));
}

const named = new Map<number, string>([
  [0x0a, "\\n"],
  [0x09, "\\t"],
  [0x0d, "\\r"],
  [0x22, '\\"'],
  [0x5c, "\\\\"],
  /** Two of them would start a trigraph. */
  [0x3f, "\\?"],
]);

/** A C string literal with these bytes. */
export function stringLiteral(bytes: readonly number[]): string {
  return `"${bytes.map(escaped).join("")}"`;
}

function escaped(byte: number): string {
  const name = named.get(byte);
  if (name !== undefined) return name;
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
}

/** With its quotes; WTF-8. */
export function cString(text: string): string {
  return stringLiteral(wtf8(text));
}
