/** `Map` and `Set`: what is more than one operation of the C runtime. Loops over the containers themselves are compiled in place. */

export function mapForEach<K, V>(m: ReadonlyMap<K, V>, visit: (value: V, key: K) => void): void {
  for (const [key, value] of m) visit(value, key);
}

export function setForEach<T>(s: ReadonlySet<T>, visit: (value: T) => void): void {
  for (const value of s) visit(value);
}

/** `[...m.keys()]`, `Array.from(m.keys())` */
export function mapKeys<K, V>(m: ReadonlyMap<K, V>): K[] {
  const keys: K[] = [];
  for (const key of m.keys()) keys.push(key);
  return keys;
}

/** `[...m.values()]`, `Array.from(m.values())` */
export function mapValues<K, V>(m: ReadonlyMap<K, V>): V[] {
  const values: V[] = [];
  for (const value of m.values()) values.push(value);
  return values;
}

/** `[...m]`, `[...m.entries()]` */
export function mapEntries<K, V>(m: ReadonlyMap<K, V>): [K, V][] {
  const entries: [K, V][] = [];
  for (const [key, value] of m) entries.push([key, value]);
  return entries;
}

/** `[...s]`, `[...s.values()]` */
export function setValues<T>(s: ReadonlySet<T>): T[] {
  const values: T[] = [];
  for (const value of s) values.push(value);
  return values;
}

/** `new Map(entries)` */
export function mapFrom<K, V>(entries: readonly (readonly [K, V])[]): Map<K, V> {
  const m = new Map<K, V>();
  for (const [key, value] of entries) m.set(key, value);
  return m;
}

/** `new Set(values)` */
export function setFrom<T>(values: readonly T[]): Set<T> {
  const s = new Set<T>();
  for (const value of values) s.add(value);
  return s;
}
