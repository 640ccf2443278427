/** SortedMap and RingBuffer against plain models. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { RingBuffer, SortedMap } from "../../../src/std/index.js";

test("a SortedMap is a Map in order of its keys", () => {
  const change = fc.record({ key: fc.nat(20), value: fc.nat(), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change), fc.nat(20), (changes, probe) => {
      const ours = new SortedMap<number, number>();
      const model = new Map<number, number>();
      for (const { key, value, remove } of changes) {
        if (remove) expect(ours.delete(key)).toBe(model.delete(key));
        else {
          ours.set(key, value);
          model.set(key, value);
        }
      }
      const sorted = [...model].sort(([a], [b]) => a - b);
      expect(ours.keys()).toEqual(sorted.map(([key]) => key));
      expect(ours.values()).toEqual(sorted.map(([, value]) => value));
      expect([ours.size, ours.get(probe), ours.has(probe)]).toEqual([model.size, model.get(probe), model.has(probe)]);
      expect(ours.floor(probe)).toBe(sorted.filter(([key]) => key <= probe).at(-1)?.[1]);
    }),
  );
});

test("a SortedMap of bigints is visited in order", () => {
  const map = new SortedMap<bigint, string>();
  map.set(0x8000_0000_0000n, "high");
  map.set(1n, "low");
  const seen: string[] = [];
  map.forEach((value, key) => seen.push(`${key} ${value}`));
  expect(seen).toEqual(["1 low", "140737488355328 high"]);
  map.clear();
  expect(map.size).toBe(0);
});

test("a RingBuffer is a queue of limited length", () => {
  const action = fc.oneof(fc.nat(255), fc.constantFrom("pop", "over", "drop") as fc.Arbitrary<string | number>);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(action), (capacity, actions) => {
      const ring = new RingBuffer(capacity);
      const model: number[] = [];
      for (const what of actions) act(ring, model, what, capacity);
      expect([...ring.toBytes()]).toEqual(model);
      expect([ring.length, ring.isEmpty, ring.isFull]).toEqual([model.length, model.length === 0, model.length === capacity]);
      model.forEach((byte, i) => expect(ring.at(i)).toBe(byte));
      expect(() => ring.at(model.length)).toThrow("no byte");
    }),
  );
});

function act(ring: RingBuffer, model: number[], what: string | number, capacity: number): void {
  if (typeof what === "number") {
    expect(ring.push(what)).toBe(model.length < capacity);
    if (model.length < capacity) model.push(what);
  } else if (what === "pop") expect(ring.pop()).toBe(model.shift() ?? -1);
  else if (what === "drop") {
    ring.drop(2);
    model.splice(0, 2);
  } else {
    ring.pushOver(7);
    model.push(7);
    if (model.length > capacity) model.shift();
  }
}
