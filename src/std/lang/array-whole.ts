/** `Array.prototype`: methods whose function asks for the whole array as well. */
import { arrayFindLast, arrayFindLastIndex, arrayReduceRight } from "./array-copies.js";
import {
  arrayEvery,
  arrayFilter,
  arrayFind,
  arrayFindIndex,
  arrayFlatMap,
  arrayForEach,
  arrayMap,
  arrayReduce,
  arraySome,
} from "./array-search.js";

type Test<T> = (x: T, index: number, all: readonly T[]) => boolean;

export function arrayMapWhole<T, U>(xs: readonly T[], convert: (x: T, index: number, all: readonly T[]) => U): U[] {
  return arrayMap(xs, (x, i) => convert(x, i, xs));
}

export function arrayFlatMapWhole<T, U>(xs: readonly T[], convert: (x: T, index: number, all: readonly T[]) => readonly U[]): U[] {
  return arrayFlatMap(xs, (x, i) => convert(x, i, xs));
}

export function arrayForEachWhole<T>(xs: readonly T[], visit: (x: T, index: number, all: readonly T[]) => void): void {
  arrayForEach(xs, (x, i) => visit(x, i, xs));
}

export function arrayFilterWhole<T>(xs: readonly T[], keep: Test<T>): T[] {
  return arrayFilter(xs, (x, i) => keep(x, i, xs));
}

export function arraySomeWhole<T>(xs: readonly T[], test: Test<T>): boolean {
  return arraySome(xs, (x, i) => test(x, i, xs));
}

export function arrayEveryWhole<T>(xs: readonly T[], test: Test<T>): boolean {
  return arrayEvery(xs, (x, i) => test(x, i, xs));
}

export function arrayFindWhole<T>(xs: readonly T[], test: Test<T>): T | undefined {
  return arrayFind(xs, (x, i) => test(x, i, xs));
}

export function arrayFindIndexWhole<T>(xs: readonly T[], test: Test<T>): number {
  return arrayFindIndex(xs, (x, i) => test(x, i, xs));
}

export function arrayFindLastWhole<T>(xs: readonly T[], test: Test<T>): T | undefined {
  return arrayFindLast(xs, (x, i) => test(x, i, xs));
}

export function arrayFindLastIndexWhole<T>(xs: readonly T[], test: Test<T>): number {
  return arrayFindLastIndex(xs, (x, i) => test(x, i, xs));
}

export function arrayReduceWhole<T, U>(xs: readonly T[], combine: (sum: U, x: T, index: number, all: readonly T[]) => U, initial: U): U {
  return arrayReduce(xs, (sum, x, i) => combine(sum, x, i, xs), initial);
}

export function arrayReduceRightWhole<T, U>(
  xs: readonly T[],
  combine: (sum: U, x: T, index: number, all: readonly T[]) => U,
  initial: U,
): U {
  return arrayReduceRight(xs, (sum, x, i) => combine(sum, x, i, xs), initial);
}
