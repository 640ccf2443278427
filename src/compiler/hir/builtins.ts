/**
 * Operations that the C runtime does. Everything else of JavaScript's library is TypeScript in `src/std/lang` and compiled
 * with the program. `T`, `K`, `V` stand for the container's types; a missing value is an optional.
 */
export interface Builtin {
  /** For the reader; lowering builds the calls with concrete types. */
  readonly signature: string;
  readonly mayThrow: boolean;
}

/** May throw means: may run out of memory. */
const pure = (signature: string): Builtin => ({ signature, mayThrow: false });
const allocates = (signature: string): Builtin => ({ signature, mayThrow: true });

export const builtins = {
  array_new: allocates("() => T[]"),
  array_push: allocates("(xs: T[], x: T) => void"),
  array_pop: pure("(xs: T[]) => T | undefined"),
  /** Shrinks or grows (new elements are zero, \"\" or NULL; lowering fills them). */
  array_set_length: allocates("(xs: T[], length: number) => void"),
  array_slice: allocates("(xs: T[], start: number, end: number) => T[]: 0 <= start <= end <= length"),
  /** Moves the tail: makes room at `at` for `count` (zeroed) or, negative, closes a gap, releasing what was there. */
  array_move_tail: allocates("(xs: T[], at: number, count: number) => void"),

  string_concat: allocates("(...parts: string[]) => string"),
  string_code_unit_at: pure("(s: string, index: number) => number: traps outside"),
  string_code_point_at: pure("(s: string, index: number) => number: traps outside"),
  string_slice: allocates("(s: string, start: number, end: number) => string: UTF-16 units, 0 <= start <= end <= length"),
  string_index_of: pure("(s: string, needle: string, from: number) => number"),
  string_last_index_of: pure("(s: string, needle: string, from: number) => number"),
  string_from_code_unit: allocates("(unit: number) => string"),
  string_from_code_point: allocates("(point: number) => string"),
  string_from_signed: allocates("(value: i64, radix: number) => string"),
  string_from_unsigned: allocates("(value: u64, radix: number) => string"),
  /** Host profile: as `Number.prototype.toString` writes it. */
  string_from_double: allocates("(value: f64) => string"),
  string_from_bool: pure("(value: boolean) => string"),
  string_to_utf8: allocates("(s: string) => Uint8Array"),
  string_from_utf8: allocates("(bytes: Uint8Array) => string: bad sequences become U+FFFD as TextDecoder does"),
  string_join: allocates("(parts: string[], separator: string) => string"),

  map_new: allocates("() => Map<K, V>"),
  map_get: pure("(m: Map<K, V>, k: K) => V | undefined"),
  map_has: pure("(m: Map<K, V>, k: K) => boolean"),
  map_set: allocates("(m: Map<K, V>, k: K, v: V) => void"),
  map_delete: pure("(m: Map<K, V>, k: K) => boolean"),
  map_clear: pure("(m: Map<K, V>) => void"),
  /** Iteration: index of the first live entry at or after `from`, -1 at the end; survives changes as JavaScript's does. */
  map_next: pure("(m: Map<K, V>, from: number) => number"),
  map_key_at: pure("(m: Map<K, V>, entry: number) => K"),
  map_value_at: pure("(m: Map<K, V>, entry: number) => V"),
  set_new: allocates("() => Set<T>"),
  set_has: pure("(s: Set<T>, x: T) => boolean"),
  set_add: allocates("(s: Set<T>, x: T) => void"),
  set_delete: pure("(s: Set<T>, x: T) => boolean"),
  set_clear: pure("(s: Set<T>) => void"),
  set_next: pure("(s: Set<T>, from: number) => number"),
  set_value_at: pure("(s: Set<T>, entry: number) => T"),

  bytes_new: allocates("(length: number) => bytes"),
  bytes_subarray: allocates("(b: bytes, start: number, end: number) => bytes: shares the memory"),
  bytes_slice: allocates("(b: bytes, start: number, end: number) => bytes"),
  bytes_over: allocates("(buffer: bytes, offset: number, length: number) => bytes: shares the memory; length -1 is all; traps outside"),
  bytes_buffer: allocates("(b: bytes) => Uint8Array: all the memory that it shares"),
  bytes_offset: pure("(b: bytes) => number: where in that memory it begins, bytes"),
  bytes_set: pure("(to: bytes, from: bytes, offset: number) => void: traps when it does not fit"),
  bytes_fill: pure("(b: bytes, value: element, start: number, end: number) => void"),

  weak_new: allocates("(x: T) => WeakRef<T>"),
  weak_deref: pure("(w: WeakRef<T>) => T | undefined"),
} as const satisfies Record<string, Builtin>;

export type BuiltinName = keyof typeof builtins;
