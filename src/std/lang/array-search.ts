/** `Array.prototype`: methods that look for something or visit everything. */
import { relativeIndex } from "./index-range.js";

export function arrayIndexOf<T>(xs: readonly T[], wanted: T, from: number = 0): number {
  for (let i = relativeIndex(from, xs.length); i < xs.length; i++) {
    if ((xs[i] as T) === wanted) return i;
  }
  return -1;
}

export function arrayLastIndexOf<T>(xs: readonly T[], wanted: T, from: number = xs.length - 1): number {
  const last = from < 0 ? from + xs.length : from;
  for (let i = last < xs.length ? last : xs.length - 1; i >= 0; i--) {
    if ((xs[i] as T) === wanted) return i;
  }
  return -1;
}

export function arrayIncludes<T>(xs: readonly T[], wanted: T, from: number = 0): boolean {
  return arrayIndexOf(xs, wanted, from) >= 0;
}

export function arrayFindIndex<T>(xs: readonly T[], test: (x: T, index: number) => boolean): number {
  const length = xs.length;
  for (let i = 0; i < length && i < xs.length; i++) {
    if (test(xs[i] as T, i)) return i;
  }
  return -1;
}

export function arrayFind<T>(xs: readonly T[], test: (x: T, index: number) => boolean): T | undefined {
  const length = xs.length;
  for (let i = 0; i < length && i < xs.length; i++) {
    const x = xs[i] as T;
    if (test(x, i)) return x;
  }
  return undefined;
}

export function arraySome<T>(xs: readonly T[], test: (x: T, index: number) => boolean): boolean {
  return arrayFindIndex(xs, test) >= 0;
}

export function arrayEvery<T>(xs: readonly T[], test: (x: T, index: number) => boolean): boolean {
  const length = xs.length;
  for (let i = 0; i < length && i < xs.length; i++) {
    if (!test(xs[i] as T, i)) return false;
  }
  return true;
}

export function arrayForEach<T>(xs: readonly T[], visit: (x: T, index: number) => void): void {
  const length = xs.length;
  for (let i = 0; i < length && i < xs.length; i++) visit(xs[i] as T, i);
}

export function arrayMap<T, U>(xs: readonly T[], convert: (x: T, index: number) => U): U[] {
  const length = xs.length;
  const converted: U[] = [];
  for (let i = 0; i < length && i < xs.length; i++) converted.push(convert(xs[i] as T, i));
  return converted;
}

export function arrayFlatMap<T, U>(xs: readonly T[], convert: (x: T, index: number) => readonly U[]): U[] {
  const length = xs.length;
  const converted: U[] = [];
  for (let i = 0; i < length && i < xs.length; i++) {
    for (const u of convert(xs[i] as T, i)) converted.push(u);
  }
  return converted;
}

export function arrayFilter<T>(xs: readonly T[], keep: (x: T, index: number) => boolean): T[] {
  const length = xs.length;
  const kept: T[] = [];
  for (let i = 0; i < length && i < xs.length; i++) {
    const x = xs[i] as T;
    if (keep(x, i)) kept.push(x);
  }
  return kept;
}

/** `filter` by a test that narrows. What it lets pass and is not of the narrower type traps. */
export function arrayFilterTo<T, S extends T>(xs: readonly T[], keep: (x: T, index: number) => boolean): S[] {
  const length = xs.length;
  const kept: S[] = [];
  for (let i = 0; i < length && i < xs.length; i++) {
    const x = xs[i] as T;
    if (keep(x, i)) kept.push(x as S);
  }
  return kept;
}

/** `find` by a test that narrows. */
export function arrayFindTo<T, S extends T>(xs: readonly T[], test: (x: T, index: number) => boolean): S | undefined {
  const length = xs.length;
  for (let i = 0; i < length && i < xs.length; i++) {
    const x = xs[i] as T;
    if (test(x, i)) return x as S;
  }
  return undefined;
}

export function arrayReduce<T, U>(xs: readonly T[], combine: (sum: U, x: T, index: number) => U, initial: U): U {
  const length = xs.length;
  let sum = initial;
  for (let i = 0; i < length && i < xs.length; i++) sum = combine(sum, xs[i] as T, i);
  return sum;
}

/** `reduce` without an initial value: the first element is it. @throws TypeError when there is none */
export function arrayReduceFirst<T>(xs: readonly T[], combine: (sum: T, x: T, index: number) => T): T {
  if (xs.length === 0) throw new TypeError("Reduce of empty array with no initial value");
  const length = xs.length;
  let sum = xs[0] as T;
  for (let i = 1; i < length && i < xs.length; i++) sum = combine(sum, xs[i] as T, i);
  return sum;
}
