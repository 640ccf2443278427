/** The library's arrays against JavaScript's own methods. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as search from "../../../src/std/lang/array-search.js";
import { arraySort, arraySortStrings } from "../../../src/std/lang/array-sort.js";
import * as lang from "../../../src/std/lang/array.js";

const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
const index = fc.integer({ min: -15, max: 15 });
const anyText = fc.array(fc.nat(0x10ffff), { maxLength: 4 }).map((points) => String.fromCodePoint(...points));
const even = (x: number): boolean => x % 2 === 0;

/** Both do it to their own copy: the same result and the same array afterwards. */
function same<R>(xs: readonly number[], ours: (xs: number[]) => R, javascripts: (xs: number[]) => R): void {
  const mine = [...xs];
  const theirs = [...xs];
  expect(ours(mine)).toEqual(javascripts(theirs));
  expect(mine).toEqual(theirs);
}

function always(check: (xs: number[], a: number, b: number, more: number[]) => void): void {
  fc.assert(fc.property(numbers, index, index, numbers, check));
}

describe("places and parts", () => {
  test("at", () =>
    always((xs, a) =>
      same(
        xs,
        (x) => lang.arrayAt(x, a),
        (x) => x.at(a),
      ),
    ));
  test("slice", () =>
    always((xs, a, b) =>
      same(
        xs,
        (x) => lang.arraySlice(x, a, b),
        (x) => x.slice(a, b),
      ),
    ));
  test("slice to the end", () =>
    always((xs, a) =>
      same(
        xs,
        (x) => lang.arraySlice(x, a),
        (x) => x.slice(a),
      ),
    ));
  test("splice", () =>
    always((xs, a, b, more) =>
      same(
        xs,
        (x) => lang.arraySplice(x, a, b, ...more),
        (x) => x.splice(a, b, ...more),
      ),
    ));
  test("splice to the end", () =>
    always((xs, a) =>
      same(
        xs,
        (x) => lang.arraySplice(x, a),
        (x) => x.splice(a),
      ),
    ));
  test("shift", () =>
    always((xs) =>
      same(
        xs,
        (x) => lang.arrayShift(x),
        (x) => x.shift(),
      ),
    ));
  test("unshift", () =>
    always((xs, _a, _b, more) =>
      same(
        xs,
        (x) => lang.arrayUnshift(x, ...more),
        (x) => x.unshift(...more),
      ),
    ));
  test("push of several", () =>
    always((xs, _a, _b, more) =>
      same(
        xs,
        (x) => lang.arrayPushAll(x, more),
        (x) => x.push(...more),
      ),
    ));
  test("push of itself", () =>
    always((xs) =>
      same(
        xs,
        (x) => lang.arrayPushAll(x, x),
        (x) => x.push(...x),
      ),
    ));
  test("concat", () =>
    always((xs, _a, _b, more) =>
      same(
        xs,
        (x) => lang.arrayConcat(x, more, x),
        (x) => x.concat(more, x),
      ),
    ));
  test("reverse", () =>
    always((xs) =>
      same(
        xs,
        (x) => lang.arrayReverse(x),
        (x) => x.reverse(),
      ),
    ));
  test("fill", () =>
    always((xs, a, b) =>
      same(
        xs,
        (x) => lang.arrayFill(x, 7, a, b),
        (x) => x.fill(7, a, b),
      ),
    ));
  test("join", () =>
    always((xs) =>
      same(
        xs,
        (x) => lang.arrayJoin(x, "--"),
        (x) => x.join("--"),
      ),
    ));
  test("join by commas", () =>
    always((xs) =>
      same(
        xs,
        (x) => lang.arrayJoin(x),
        (x) => x.join(),
      ),
    ));
  test("Array.from of a length", () => {
    expect(lang.arrayFromLength(5, (i) => i * i)).toEqual(Array.from({ length: 5 }, (_, i) => i * i));
    expect(lang.arrayFilled(3, "x")).toEqual(new Array<string>(3).fill("x"));
  });
});

describe("searching and visiting", () => {
  test("indexOf", () =>
    always((xs, a, b) =>
      same(
        xs,
        (x) => search.arrayIndexOf(x, a, b),
        (x) => x.indexOf(a, b),
      ),
    ));
  test("lastIndexOf", () =>
    always((xs, a, b) =>
      same(
        xs,
        (x) => search.arrayLastIndexOf(x, a, b),
        (x) => x.lastIndexOf(a, b),
      ),
    ));
  test("last of all", () =>
    always((xs, a) =>
      same(
        xs,
        (x) => search.arrayLastIndexOf(x, a),
        (x) => x.lastIndexOf(a),
      ),
    ));
  test("includes", () =>
    always((xs, a, b) =>
      same(
        xs,
        (x) => search.arrayIncludes(x, a, b),
        (x) => x.includes(a, b),
      ),
    ));
  test("find", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayFind(x, even),
        (x) => x.find(even),
      ),
    ));
  test("findIndex", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayFindIndex(x, even),
        (x) => x.findIndex(even),
      ),
    ));
  test("some", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arraySome(x, even),
        (x) => x.some(even),
      ),
    ));
  test("every", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayEvery(x, even),
        (x) => x.every(even),
      ),
    ));
  test("map", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayMap(x, (v, i) => v * i),
        (x) => x.map((v, i) => v * i),
      ),
    ));
  test("filter", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayFilter(x, even),
        (x) => x.filter(even),
      ),
    ));
  test("flatMap", () =>
    always((xs) =>
      same(
        xs,
        (x) => search.arrayFlatMap(x, (v) => [v, v]),
        (x) => x.flatMap((v) => [v, v]),
      ),
    ));
  test("reduce", () => {
    const combine = (sum: string, v: number, i: number): string => `${sum}${v}@${i} `;
    always((xs) =>
      same(
        xs,
        (x) => search.arrayReduce(x, combine, ""),
        (x) => x.reduce(combine, ""),
      ),
    );
    expect(search.arrayReduceFirst([3, 4, 5], (a, b) => a - b)).toBe(-6);
    expect(() => search.arrayReduceFirst([], (a: number) => a)).toThrow(TypeError);
  });
  test("elements that a callback appends are not visited", () => {
    const xs = [1, 2, 3];
    search.arrayForEach(xs, (x) => xs.push(x));
    expect(xs).toEqual([1, 2, 3, 1, 2, 3]);
  });
  test("elements that a callback removes are not visited", () => {
    const seen: number[] = [];
    const xs = [1, 2, 3, 4];
    search.arrayForEach(xs, (x) => {
      seen.push(x);
      xs.pop();
    });
    expect(seen).toEqual([1, 2]);
  });
});

describe("sort", () => {
  test("is JavaScript's, equal ones in their order", () => {
    const tens = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 70 });
    const byTens = (a: number, b: number): number => Math.trunc(a / 10) - Math.trunc(b / 10);
    fc.assert(
      fc.property(tens, (xs) =>
        same(
          xs,
          (x) => arraySort(x, byTens),
          (x) => x.sort(byTens),
        ),
      ),
    );
  });
  test("a comparison that throws leaves the array alone", () => {
    let left = 3;
    const xs = [5, 4, 3, 2, 1];
    const tired = (a: number, b: number): number => {
      if (left-- === 0) throw new Error("tired");
      return a - b;
    };
    expect(() => arraySort(xs, tired)).toThrow("tired");
    expect(xs).toEqual([5, 4, 3, 2, 1]);
  });
  test("a comparison without reason loses nothing", () => {
    fc.assert(
      fc.property(numbers, fc.infiniteStream(fc.integer({ min: -1, max: 1 })), (xs, moods) => {
        const sorted = arraySort([...xs], () => moods.next().value ?? 0);
        expect([...sorted].sort()).toEqual([...xs].sort());
      }),
    );
  });
  test("strings by UTF-16 units", () => {
    const sortBoth = (xs: string[]): void => {
      expect(arraySortStrings([...xs])).toEqual([...xs].sort());
    };
    fc.assert(fc.property(fc.array(anyText), sortBoth));
  });
});
