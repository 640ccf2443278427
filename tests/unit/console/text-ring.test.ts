import fc from "fast-check";
import { expect, test } from "vitest";
import { TextRing } from "../../../src/console/text-ring.js";

test("the newest texts that fit are kept, in order", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary-ascii", maxLength: 12 })), fc.integer({ min: 1, max: 5 }), (texts, mostEntries) => {
      const ring = new TextRing(20, mostEntries);
      const model: string[] = [];
      for (const text of texts) {
        ring.push(text);
        model.push(text);
        while (model.length > mostEntries || model.join("").length > 20) model.shift();
        expect(Array.from({ length: ring.count }, (_, i) => ring.at(i))).toEqual(model);
      }
    }),
  );
});

test("a text that is longer than the ring is cut", () => {
  const ring = new TextRing(4, 4);
  ring.push("abcdef");
  expect(ring.at(0)).toBe("abcd");
});
