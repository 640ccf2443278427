/** `Array.prototype.sort`: a stable merge sort. */
import type { real } from "../integers.js";
import { copyElements } from "./primitives.js";

/**
 * Sorts by `compare`, in place and stably. The array is written when all comparing is done: a comparison that throws leaves it as it was,
 * and one that contradicts itself still loses no element.
 */
export function arraySort<T>(xs: T[], compare: (a: T, b: T) => real): T[] {
  let from = copyElements(xs, 0, xs.length);
  let to = copyElements(xs, 0, xs.length);
  for (let width = 1; width < from.length; width *= 2) {
    mergePass(from, to, width, compare);
    const sorted = to;
    to = from;
    from = sorted;
  }
  for (let i = 0; i < from.length && i < xs.length; i++) xs[i] = from[i] as T;
  return xs;
}

/** Merges the sorted runs of `width` elements in `from` two by two into runs of twice that in `to`. */
function mergePass<T>(from: readonly T[], to: T[], width: number, compare: (a: T, b: T) => real): void {
  for (let start = 0; start < from.length; start += 2 * width) {
    const middle = Math.min(start + width, from.length);
    mergeRuns(from, to, start, middle, Math.min(middle + width, from.length), compare);
  }
}

/**
 * Merges `from[start..middle)` and `from[middle..end)` into `to[start..end)`; of equal elements, or where the
 * comparison says NaN, the left one comes first.
 */
function mergeRuns<T>(from: readonly T[], to: T[], start: number, middle: number, end: number, compare: (a: T, b: T) => real): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeLeft = left < middle && (right >= end || !(compare(from[left] as T, from[right] as T) > 0));
    to[at] = from[takeLeft ? left : right] as T;
    if (takeLeft) left++;
    else right++;
  }
}

/** `sort()` without a comparison, which JavaScript does by UTF-16 units. Compiled for arrays of strings alone. */
export function arraySortStrings(xs: string[]): string[] {
  return arraySort(xs, compareStrings);
}

function compareStrings(a: string, b: string): real {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** `sort()` of what is no string, in programs of a host. */
export function arraySortByText<T>(xs: T[]): T[] {
  return arraySort(xs, (a, b) => compareStrings(`${a}`, `${b}`));
}
