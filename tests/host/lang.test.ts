/** The language's runtime as host programs under sanitizers; its strings and maps against JavaScript's. */
import fc from "fast-check";
import { basename } from "node:path";
import { afterAll, expect, test } from "vitest";
import { linesOf, memorySanitizers, runtimeSources, threadSanitizer, Workshop } from "./lang/build.js";

const workshop = new Workshop();
afterAll(() => workshop.close());

test.each(["counts", "arrays", "bytes", "maps"])("%s", async (name) => {
  const program = await workshop.build(name, "gcc", memorySanitizers);
  expect(await linesOf(program, "")).toEqual(["ok"]);
});

test("counts are safe between threads", async () => {
  const program = await workshop.build("atomic_counts", "gcc", threadSanitizer);
  expect(await linesOf(program, "")).toEqual(["ok"]);
});

test.each(runtimeSources().map((path) => basename(path)))("%s is clean without a C library", async (name) => {
  const source = runtimeSources().find((path) => basename(path) === name)!;
  await workshop.checkFreestanding(source, "gcc");
  await workshop.checkFreestanding(source, "clang");
});

/** Units that meet at every border: ASCII, two and three bytes, halves of characters. */
const unit = fc.constantFrom(0x41, 0x42, 0x61, 0xe4, 0x20ac, 0xfffd, 0xd83d, 0xd83e, 0xde00, 0xdfff);
const someString = fc.array(unit, { maxLength: 7 }).map((units) => String.fromCharCode(...units));
const anyString = fc.oneof(
  someString,
  fc.array(fc.nat(0x10ffff), { maxLength: 10 }).map((points) => String.fromCodePoint(...points)),
);

function unitsOf(s: string): string {
  const units = Array.from({ length: s.length }, (_, i) => s.charCodeAt(i).toString(16).padStart(4, "0"));
  return units.length === 0 ? "-" : units.join("");
}

interface Case {
  readonly operation: string;
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly expected: string;
}

function hexBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function casesFor(a: string, b: string, x: number, y: number, bytes: Uint8Array): Case[] {
  const from = Math.min(x, a.length);
  const to = Math.max(from, Math.min(y, a.length));
  const at = { a, b, i: x - 3, j: 0 };
  const text = String.fromCharCode(...bytes);
  return [
    { ...at, operation: "concat", expected: unitsOf(a + b) },
    { ...at, operation: "slice", i: from, j: to, expected: unitsOf(a.slice(from, to)) },
    { ...at, operation: "indexOf", expected: `${a.indexOf(b, x - 3)}` },
    { ...at, operation: "lastIndexOf", expected: `${a.lastIndexOf(b, x - 3)}` },
    { ...at, operation: "compare", expected: `${a < b ? -1 : a > b ? 1 : 0} ${a === b ? 1 : 0}` },
    {
      ...at,
      operation: "backwards",
      expected: a === "" ? "" : unitsOf(Array.from({ length: a.length }, (_, n) => a[a.length - 1 - n]).join("")),
    },
    { ...at, operation: "number", j: y + 2, expected: unitsOf((x - 3).toString(y + 2)) },
    { ...at, operation: "encode", expected: hexBytes(new TextEncoder().encode(a)) },
    { ...at, operation: "decode", a: text, expected: unitsOf(decoder.decode(bytes)) },
    ...(x < a.length ? [{ ...at, operation: "codePoint", i: x, expected: `${a.codePointAt(x)}` }] : []),
  ];
}

/** Bytes that are nearly UTF-8. */
const nearlyUtf8 = fc
  .array(fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x90, 0x8f), { maxLength: 12 })
  .map((bytes) => Uint8Array.from(bytes));

test("strings do what JavaScript's do, halves of characters too", async () => {
  const tuples = fc.sample(fc.tuple(anyString, anyString, fc.nat(12), fc.nat(12), nearlyUtf8), 3000);
  const cases = tuples.flatMap((t) => casesFor(...t));
  const program = await workshop.build("string_oracle", "gcc", memorySanitizers);
  const input = cases.map((c) => `${c.operation} ${unitsOf(c.a)} ${unitsOf(c.b)} ${c.i} ${c.j}\n`).join("");
  const results = await linesOf(program, input);
  cases.forEach((c, n) => expect(results[n] ?? "", JSON.stringify(c)).toBe(c.expected));
  expect(results.at(-1)).toBe("ok");
});

type MapCommand = readonly ["s" | "d" | "c" | "g" | "n", number, number];

const key = fc.nat(12);
const mapCommand: fc.Arbitrary<MapCommand> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant("s" as const), key, fc.nat(99)) },
  { weight: 6, arbitrary: fc.tuple(fc.constant("d" as const), key, fc.constant(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("c" as const), fc.constant(0), fc.constant(0)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant("g" as const), key, fc.constant(0)) },
  { weight: 6, arbitrary: fc.tuple(fc.constant("n" as const), fc.nat(3), fc.constant(0)) },
);

/** What the commands print when JavaScript's own Map obeys them. */
class MapModel {
  private readonly map = new Map<number, number>();
  private readonly iterators = [0, 1, 2, 3].map(() => this.map.entries());

  obey([command, first, second]: MapCommand): string | null {
    switch (command) {
      case "s":
        this.map.set(first, second);
        return null;
      case "d":
        return `${this.map.delete(first)}`;
      case "c":
        this.map.clear();
        return null;
      case "g":
        return `${this.map.get(first) ?? "none"}`;
      case "n":
        return this.next(first);
    }
  }

  get size(): number {
    return this.map.size;
  }

  private next(iterator: number): string {
    const step = this.iterators[iterator]!.next();
    if (step.done !== true) return `${step.value[0]}=${step.value[1]}`;
    this.iterators[iterator] = this.map.entries();
    return "end";
  }
}

test("maps do what JavaScript's do, while they are iterated too", async () => {
  const commands = fc.sample(fc.array(mapCommand, { minLength: 4000, maxLength: 4000, size: "max" }), 5).flat();
  const program = await workshop.build("map_oracle", "gcc", memorySanitizers);
  const results = await linesOf(program, commands.map((c) => `${c.join(" ")}\n`).join(""));
  const model = new MapModel();
  const expected = commands.map((c) => model.obey(c)).filter((line) => line !== null);
  expect(results).toEqual([...expected, `size ${model.size}`, "ok"]);
});
