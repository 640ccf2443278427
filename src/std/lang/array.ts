/**
 * `Array.prototype` in the subset: `xs.slice(a, b)` is compiled as `arraySlice(xs, a, b)`. `push` of one element and `pop` are
 * operations of the C runtime. Arrays have no holes; what the callbacks remove meanwhile is not visited.
 */
import { relativeIndex } from "./index-range.js";
import { copyElements, joinStrings, moveTail } from "./primitives.js";

export function arrayAt<T>(xs: readonly T[], index: number): T | undefined {
  const at = index < 0 ? index + xs.length : index;
  return at >= 0 && at < xs.length ? xs[at] : undefined;
}

/** `push` of several elements or of a spread array. */
export function arrayPushAll<T>(xs: T[], items: readonly T[]): number {
  const count = items.length;
  for (let i = 0; i < count; i++) xs.push(items[i] as T);
  return xs.length;
}

/** All others move: it takes as long as the array is. */
export function arrayShift<T>(xs: T[]): T | undefined {
  if (xs.length === 0) return undefined;
  const first = xs[0] as T;
  moveTail(xs, 0, -1);
  return first;
}

export function arrayUnshift<T>(xs: T[], ...items: T[]): number {
  insert(xs, 0, items);
  return xs.length;
}

function insert<T>(xs: T[], at: number, items: readonly T[]): void {
  if (items.length === 0) return;
  moveTail(xs, at, items.length);
  for (let i = 0; i < items.length; i++) xs[at + i] = items[i] as T;
}

export function arraySlice<T>(xs: readonly T[], start: number = 0, end: number = xs.length): T[] {
  const from = relativeIndex(start, xs.length);
  const to = relativeIndex(end, xs.length);
  return copyElements(xs, from, to > from ? to : from);
}

/** Without memory nothing is changed. */
export function arraySplice<T>(xs: T[], start: number, deleteCount: number = xs.length, ...items: T[]): T[] {
  const at = relativeIndex(start, xs.length);
  const most = xs.length - at;
  const count = deleteCount < 0 ? 0 : deleteCount > most ? most : deleteCount;
  const deleted = copyElements(xs, at, at + count);
  const difference = items.length - count;
  if (difference > 0) moveTail(xs, at + count, difference);
  for (let i = 0; i < items.length; i++) xs[at + i] = items[i] as T;
  if (difference < 0) moveTail(xs, at + items.length, difference);
  return deleted;
}

export function arrayConcat<T>(xs: readonly T[], ...others: (readonly T[])[]): T[] {
  const all = copyElements(xs, 0, xs.length);
  for (const other of others) arrayPushAll(all, other);
  return all;
}

export function arrayReverse<T>(xs: T[]): T[] {
  let low = 0;
  let high = xs.length - 1;
  while (low < high) {
    const x = xs[low] as T;
    xs[low] = xs[high] as T;
    xs[high] = x;
    low++;
    high--;
  }
  return xs;
}

export function arrayFill<T>(xs: T[], value: T, start: number = 0, end: number = xs.length): T[] {
  const to = relativeIndex(end, xs.length);
  for (let i = relativeIndex(start, xs.length); i < to; i++) xs[i] = value;
  return xs;
}

/** null and undefined are empty texts in it. */
export function arrayJoin<T>(xs: readonly T[], separator: string = ","): string {
  const parts: string[] = [];
  for (const x of xs) parts.push(x == null ? "" : `${x}`);
  return joinStrings(parts, separator);
}

/** `arrayJoin` of strings. */
export function arrayJoinStrings(xs: readonly string[], separator: string = ","): string {
  return joinStrings(xs, separator);
}

/** `Array.from({ length }, (_, i) => make(i))` */
export function arrayFromLength<T>(length: number, make: (index: number) => T): T[] {
  const xs: T[] = [];
  for (let i = 0; i < length; i++) xs.push(make(i));
  return xs;
}

/** `new Array<T>(length).fill(value)` */
export function arrayFilled<T>(length: number, value: T): T[] {
  const xs: T[] = [];
  for (let i = 0; i < length; i++) xs.push(value);
  return xs;
}
