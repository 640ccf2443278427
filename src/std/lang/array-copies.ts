/** `Array.prototype`: methods that give a changed copy, and the younger ones that look from the end. */
import { relativeIndex } from "./index-range.js";
import { arrayReverse, arraySplice } from "./array.js";
import { arraySort, arraySortByText, arraySortStrings } from "./array-sort.js";
import { copyElements } from "./primitives.js";

export function arrayToReversed<T>(xs: readonly T[]): T[] {
  return arrayReverse(copyElements(xs, 0, xs.length));
}

export function arrayToSorted<T>(xs: readonly T[], compare: (a: T, b: T) => number): T[] {
  return arraySort(copyElements(xs, 0, xs.length), compare);
}

/** `toSorted()` without a comparison. */
export function arrayToSortedStrings(xs: readonly string[]): string[] {
  return arraySortStrings(copyElements(xs, 0, xs.length));
}

/** The same for what is no string: compared as text. */
export function arrayToSortedByText<T>(xs: readonly T[]): T[] {
  return arraySortByText(copyElements(xs, 0, xs.length));
}

export function arrayToSpliced<T>(xs: readonly T[], start: number, deleteCount: number = xs.length, ...items: T[]): T[] {
  const copy = copyElements(xs, 0, xs.length);
  arraySplice(copy, start, deleteCount, ...items);
  return copy;
}

/** @throws RangeError for an index outside */
export function arrayWith<T>(xs: readonly T[], index: number, value: T): T[] {
  const at = index < 0 ? index + xs.length : index;
  if (at < 0 || at >= xs.length) throw new RangeError(`Invalid index : ${index}`);
  const copy = copyElements(xs, 0, xs.length);
  copy[at] = value;
  return copy;
}

/** `flat()` of arrays in an array: one level. */
export function arrayFlat<T>(xs: readonly (readonly T[])[]): T[] {
  const all: T[] = [];
  for (const inner of xs) for (const x of inner) all.push(x);
  return all;
}

export function arrayFindLastIndex<T>(xs: readonly T[], test: (x: T, index: number) => boolean): number {
  for (let i = xs.length - 1; i >= 0; i--) {
    if (i < xs.length && test(xs[i] as T, i)) return i;
  }
  return -1;
}

export function arrayFindLast<T>(xs: readonly T[], test: (x: T, index: number) => boolean): T | undefined {
  for (let i = xs.length - 1; i >= 0; i--) {
    if (i >= xs.length) continue;
    const x = xs[i] as T;
    if (test(x, i)) return x;
  }
  return undefined;
}

export function arrayReduceRight<T, U>(xs: readonly T[], combine: (sum: U, x: T, index: number) => U, initial: U): U {
  let sum = initial;
  for (let i = xs.length - 1; i >= 0; i--) if (i < xs.length) sum = combine(sum, xs[i] as T, i);
  return sum;
}

/** `reduceRight` without an initial value: the last element is it. @throws TypeError when there is none */
export function arrayReduceRightFirst<T>(xs: readonly T[], combine: (sum: T, x: T, index: number) => T): T {
  const last = xs.length - 1;
  if (last < 0) throw new TypeError("Reduce of empty array with no initial value");
  let sum = xs[last] as T;
  for (let i = last - 1; i >= 0; i--) if (i < xs.length) sum = combine(sum, xs[i] as T, i);
  return sum;
}

export function arrayCopyWithin<T>(xs: T[], target: number, start: number = 0, end: number = xs.length): T[] {
  const to = relativeIndex(target, xs.length);
  const from = relativeIndex(start, xs.length);
  const moved = copyElements(xs, from, Math.max(relativeIndex(end, xs.length), from));
  for (let i = 0; i < moved.length && to + i < xs.length; i++) xs[to + i] = moved[i] as T;
  return xs;
}
