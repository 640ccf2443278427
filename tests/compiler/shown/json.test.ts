/** `JSON.stringify`. */
import { refused, sameOnNodeAndHost } from "../harness.js";

sameOnNodeAndHost(
  "JSON of objects, arrays, texts and numbers",
  `
  console.log(JSON.stringify({ b: [1, 2, { c: "q\\"\\n\\u0001\\\\ é \\ud83d" }], u: undefined as number | undefined, t: true }));
  console.log(JSON.stringify([1, NaN, 2.5, -0, 1e21, -Infinity]), JSON.stringify("a"), JSON.stringify(5), JSON.stringify(false));
  const possible: (number | undefined)[] = [undefined, 1];
  const missing: { a: string | null; b?: number } = { a: null };
  console.log(JSON.stringify(possible), JSON.stringify(missing));
  class Point { #hidden = 1; constructor(public x: number, readonly y: number) {} get sum(): number { return this.x + this.#hidden; } }
  console.log(JSON.stringify(new Point(1, 2)), new Point(1, 2).sum);
  console.log(JSON.stringify(new Map([["a", 1]])), JSON.stringify(new Set([1])), JSON.stringify(new Uint8Array([7, 8])));
  const pair: [number, string] = [1, "b"];
  console.log(JSON.stringify([pair]), JSON.stringify({ "a-b": 1, "\\"": 2 }));
`,
);

sameOnNodeAndHost(
  "the third argument indents",
  `
  const value = { name: "n", list: [1, [2]], none: [] as number[], inner: { a: 1 } };
  console.log(JSON.stringify(value, null, 2));
  console.log(JSON.stringify(value, undefined, "--"), JSON.stringify([1], null, 20), JSON.stringify([1], null, 0));
`,
);

sameOnNodeAndHost(
  "an object inside itself and a bigint are errors",
  `
  class Ring { next: Ring | null = null; }
  const ring = new Ring();
  ring.next = ring;
  try { console.log(JSON.stringify(ring)); } catch (e) { console.log(e instanceof TypeError); }
  ring.next = null;
  try { console.log(JSON.stringify({ big: 1n })); } catch (e) { if (e instanceof TypeError) console.log(e.message); }
`,
);

refused("K4010", "JSON of undefined, which is none", "const x: number | undefined = undefined;\nprint(JSON.stringify(x));", "host");
