/** In which order an object shows its keys, and which of them. */
import { refused, sameOnNodeAndHost } from "../harness.js";

sameOnNodeAndHost(
  "each object has its keys in the order of its literal",
  `
  const pick = (flag: boolean): { x: number; y: number } => (flag ? { x: 1, y: 2 } : { y: 3, x: 4 });
  console.log(pick(true), pick(false));
  type Shape = { kind: "circle"; r: number } | { kind: "rect"; w: number; h: number };
  const shapes: Shape[] = [{ r: 1, kind: "circle" }, { kind: "rect", h: 2, w: 1 }];
  console.log(shapes);
  for (const shape of shapes) console.log(shape.kind === "circle" ? shape.r : shape.w * shape.h);
  const numbered = { b: 1, 2: "two", a: 3, 1: "one" };
  console.log(numbered);
`,
);

sameOnNodeAndHost(
  "an optional field that was left out is not shown until it is set",
  `
  interface Entry { a: number; b?: string; c?: number[] }
  const whole: Entry = { c: [1], a: 1, b: "x" };
  const part: Entry = { a: 2 };
  console.log(whole, part, [whole, part]);
  part.b = "late";
  console.log(part, JSON.stringify(part));
  const given: string | undefined = whole.a > 5 ? "x" : undefined;
  console.log({ a: 1, b: given } satisfies Entry);
`,
);

sameOnNodeAndHost(
  "a spread gives its keys where it stands",
  `
  const point: { left: number; top: number } = { left: 1, top: 2 };
  console.log({ ...point, top: 5 }, { z: 0, ...point });
  const { left, ...others } = { ...point, a: 7 };
  console.log(left, others);
  let state = { count: 0, name: "s" };
  for (let i = 0; i < 3; i++) state = { ...state, count: state.count + 1 };
  console.log(state);
  class Pair { first = 1; second = "b"; }
  console.log({ ...new Pair(), third: true });
`,
);

refused(
  "K4010",
  "a spread of an object whose keys may come in several orders",
  `
  const pick = (flag: boolean): { x: number; y: number } => (flag ? { x: 1, y: 2 } : { y: 3, x: 4 });
  console.log({ ...pick(true), z: 1 });
`,
  "host",
);

refused(
  "K4010",
  "an object whose optional fields are set one after the other",
  `
  interface Entry { a?: number; b?: number }
  const entry: Entry = {};
  entry.b = 1;
  entry.a = 2;
  console.log(entry);
`,
  "host",
);

refused("K4010", "an error, whose stack Node shows", "console.log(new Error('no'));", "host");

refused(
  "K4010",
  "what may be null in one place and undefined in another",
  `
  class Box<T> { constructor(readonly value: T) {} }
  console.log(new Box<number | null>(null), new Box<number | undefined>(undefined));
`,
  "host",
);

refused("K4002", "a table", "console.table([1]);", "host");
