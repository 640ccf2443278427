/** `console.log` of whole values: as Node shows them. */
import { sameOnNodeAndHost, survivesOutOfMemory } from "../harness.js";

sameOnNodeAndHost(
  "several values of every kind share a line",
  `
  console.log([1, 2, 3], "x", 5, true, null, undefined, 12n, -0, [], ["a"]);
  console.log("a text by itself is as it is: it's", ["in an array it has quotes: it's"]);
  const nothing = (): void => {};
  console.log(nothing());
`,
);

sameOnNodeAndHost(
  "standard error is another stream than standard output",
  `
  console.error("to standard error", [1]);
  console.warn({ a: 1 });
  console.info("to standard output");
  console.debug([2]);
`,
);

sameOnNodeAndHost(
  "texts are quoted with the first quote that they do not contain, and escaped",
  `
  console.log(["it's", 'it\\'s "so"', 'it\\'s "so" \`too\`', "\${a}'\\"", "back\\\\slash"]);
  console.log(["\\n\\t\\b\\f\\r\\v\\0", "\\x1b[0m", "\\x7f\\x9f", "\\ud83d alone", "\\ud83d\\ude00"]);
  console.log("\\ud83d".length, { key: "v", "a-b": 1, "2nd": 2, _ok9: 3, "it's": 4 });
`,
);

sameOnNodeAndHost(
  "a long text of several lines is shown as a sum of them",
  `
  const text = "first line\\nsecond line, which is long enough that all together leave the line\\nthird\\n";
  console.log([text]);
  console.log({ inner: { text } });
  console.log(["x".repeat(90)], ["y".repeat(10003)]);
`,
);

sameOnNodeAndHost(
  "an object has its class's name, and its own fields in the order in which they come to be",
  `
  class Point { constructor(public x: number, private readonly y: number) {} }
  class Named extends Point {
    name = "p";
    #secret = 1;
    later?: number;
    get sum(): number { return this.x + this.#secret; }
    static count = 0;
  }
  console.log(new Point(1, -0), new Named(1, 2));
  class Empty {}
  console.log(new Empty(), [new Empty()]);
  console.log(new Named(1, 2).sum, Named.count);
`,
);

sameOnNodeAndHost(
  "an object is shown by the class that it is of",
  `
  abstract class Animal { constructor(protected readonly name: string) {} abstract cry(): string; }
  class Dog extends Animal { legs = 4; cry(): string { return "wuff"; } }
  class Cat extends Animal { lives: number | undefined = undefined; cry(): string { return "miau"; } }
  const animals: Animal[] = [new Dog("Rex"), new Cat("Tom")];
  console.log(animals, animals[0]);
  interface HasId { id: number }
  class User implements HasId { id = 1; roles = new Set(["admin"]); }
  class Group implements HasId { id = 2; members: HasId[] = [new User()]; }
  const all: HasId[] = [new User(), new Group()];
  console.log(all);
  class Box<T> { constructor(public value: T) {} }
  console.log(new Box(1), new Box("s"), new Box([1, 2]), new Box(new Box(true)));
`,
);

sameOnNodeAndHost(
  "the third level of objects is the last one shown, but empty ones are shown anywhere",
  `
  class Tree { left: Tree | null = null; right: Tree | null = null; constructor(public value: number) {} }
  const root = new Tree(1);
  root.left = new Tree(2);
  root.left.left = new Tree(3);
  root.left.left.left = new Tree(4);
  console.log(root);
  console.log({ root });
  console.log([[1, 2, [3, 4, [5, [6]]], { a: { b: { c: 1 } } }]]);
  const deep: number[][][][] = [[], [[]], [[[]]], [[[1]]]];
  console.log(deep, { a: { b: { c: new Map([[1, 2]]), d: new Set([1]), e: new Uint8Array(1), f: new Map<string, number>() } } });
`,
);

sameOnNodeAndHost(
  "an object inside itself is marked",
  `
  class Ring { next: Ring | null = null; constructor(readonly name: string) {} }
  const a = new Ring("a");
  const b = new Ring("b");
  a.next = b;
  console.log(a);
  b.next = a;
  console.log(a);
  console.log([a, b]);
  b.next = b;
  console.log(a);
  b.next = null;
`,
);

sameOnNodeAndHost(
  "maps and sets are shown with their size",
  `
  const map = new Map<string, number[]>([["k", [1, 2]]]);
  console.log(map, new Set(["a", "b"]), new Map<number, string>(), new Set<string>());
  map.set("gone", []);
  map.delete("k");
  console.log(map);
  class Key { id = 1; }
  console.log(new Map<Key, Map<string, number>>([[new Key(), new Map([["x", 1]])]]));
  const many = new Map<string, { id: number; name: string; tags: string[] }>();
  for (let i = 0; i < 5; i++) many.set(\`key\${i}\`, { id: i, name: \`name number \${i}\`, tags: ["t1", "t2", "t3"] });
  console.log(many);
`,
);

sameOnNodeAndHost(
  "many elements stand in columns, numbers to the right, at most a hundred",
  `
  const squares: number[] = [];
  for (let i = 0; i < 120; i++) squares.push(i * i);
  console.log(squares);
  console.log(squares.slice(0, 101));
  const fractions: number[] = [];
  for (let i = 0; i < 30; i++) fractions.push(Math.pow(-3, i % 9) / (1 + (i % 4)));
  console.log(fractions);
  const texts: string[] = [];
  for (let i = 0; i < 30; i++) texts.push("s".repeat((i * 7) % 13));
  console.log(texts);
  const some: (number | null)[] = [1, null, 3.5, NaN, Infinity, -0, 7, 8];
  console.log(some, some.slice(2, 7));
  const set = new Set<number>();
  for (let i = 0; i < 105; i++) set.add(i);
  console.log(set);
`,
);

sameOnNodeAndHost(
  "a line has eighty columns, in which three levels of objects may share",
  `
  const words = "the quick brown fox jumps over the lazy dog and then some more words to fill the line".split(" ");
  console.log(words);
  console.log({ words, few: words.slice(0, 5), nested: [[1, [2, [3, [4]]]]] });
  console.log(Array.from({ length: 8 }, (_, r) => Array.from({ length: 8 }, (_, c) => r * c)));
  for (let n = 60; n < 76; n++) console.log(["x".repeat(n)], { key: "y".repeat(n - 6) });
  for (let n = 1; n < 12; n++) console.log({ a: { b: words.slice(0, n) } });
`,
);

sameOnNodeAndHost(
  "wide characters take two columns, marks none",
  `
  console.log(["日本語", "漢字かな", "äöü", "a\\u0301", "x", "y", "zz", "日本"]);
`,
);

sameOnNodeAndHost(
  "tuples are shown as arrays, typed arrays with their name, values of several kinds as what they are",
  `
  const t: [number, string, boolean] = [1, "a", true];
  console.log(t, [t, t]);
  console.log(new Uint8Array([1, 2, 3]), new Float64Array([0.5, 2]), new BigInt64Array([-1n]), new Float32Array(0));
  const mixed: (string | number | boolean | null)[] = [1, "a", true, null];
  console.log(mixed, mixed[1]);
  const nested: (number | number[])[] = [1, [2, 3]];
  console.log(nested);
  const one: string | number[] | undefined = nested.length > 1 ? "a text" : [1];
  console.log(one);
  enum Color { Red, Green }
  enum Side { Up = "UP" }
  console.log(Color.Red, [Color.Green], { side: Side.Up });
  const small: u8[] = [1, 255];
  const wide: i64[] = [-1n, 2n];
  console.log(small, wide, [true, false], [undefined, 1] as (number | undefined)[]);
`,
);

survivesOutOfMemory(
  "showing a value",
  `
  class Point { x = 1; tags = ["a", "b"]; }
  console.log([new Point()], new Map([["k", 1.5]]));
`,
  "host",
);
