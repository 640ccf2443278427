import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteRing } from "../../../src/console/byte-ring.js";

test("a ring does what an array does that is cut to its capacity", { timeout: 60_000 }, () => {
  const operation = fc.oneof(
    fc.record({ name: fc.constant("push"), value: fc.nat(255) }),
    fc.record({ name: fc.constant("pushOver"), value: fc.nat(255) }),
    fc.record({ name: fc.constant("pop"), value: fc.constant(0) }),
    fc.record({ name: fc.constant("drop"), value: fc.nat(5) }),
    fc.record({ name: fc.constant("indexOf"), value: fc.nat(255) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(operation, { maxLength: 40 }), (capacity, operations) => {
      const ring = new ByteRing(capacity);
      const model: number[] = [];
      for (const { name, value } of operations) {
        if (name === "push") expect(ring.push(value)).toBe(model.length < capacity && model.push(value) > 0);
        if (name === "pushOver") {
          model.push(value);
          expect(ring.pushOver(value)).toBe(model.length > capacity && model.shift() !== undefined);
        }
        if (name === "pop") expect(ring.pop()).toBe(model.shift() ?? -1);
        if (name === "indexOf") expect(ring.indexOfEither(value, 7)).toBe(model.findIndex((one) => one === value || one === 7));
        if (name === "drop") {
          ring.drop(value);
          model.splice(0, value);
        }
        expect([ring.length, ring.free, ring.peek()]).toEqual([model.length, capacity - model.length, model[0] ?? -1]);
        expect(model.map((_, i) => ring.at(i))).toEqual(model);
      }
    }),
  );
});
