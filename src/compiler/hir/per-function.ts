/** What a function's body alone says, found once, however many passes ask. */
import type { HirFunction } from "./nodes.js";

/**
 * `find` with a memory, for bodies that lowering has finished. What it finds must depend on nothing but the function: not on other functions,
 * classes or options, since the function may be part of another program next time.
 */
export function perFunction<T>(find: (f: HirFunction) => T): (f: HirFunction) => T {
  const found = new WeakMap<HirFunction, { readonly value: T }>();
  return (f) => {
    const known = found.get(f);
    if (known !== undefined) return known.value;
    const value = find(f);
    found.set(f, { value });
    return value;
  };
}
