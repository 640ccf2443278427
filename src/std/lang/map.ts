/** `Map` and `Set`: what is more than one operation of the C runtime. Loops over the containers themselves are compiled in place. */

export function mapForEach<K, V>(m: ReadonlyMap<K, V>, visit: (value: V, key: K) => void): void {
  for (const [key, value] of m) visit(value, key);
}

export function setForEach<T>(s: ReadonlySet<T>, visit: (value: T) => void): void {
  for (const value of s) visit(value);
}
