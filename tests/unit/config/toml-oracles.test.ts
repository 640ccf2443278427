import * as iarna from "@iarna/toml";
import fc from "fast-check";
import { parse as parseSmol } from "smol-toml";
import { expect, test } from "vitest";
import { collidingDocument, document } from "./toml-documents.js";
import { parsePlain, plainOfOracle } from "./toml-tree.js";
import type { Plain } from "./toml-tree.js";

function smol(text: string): Plain | null {
  return outcome(() => plainOfOracle(parseSmol(text, { integersAsBigInt: true })));
}

function attempt(text: string): Plain | null {
  return outcome(() => parsePlain(text));
}

function outcome(body: () => Plain): Plain | null {
  try {
    return body();
  } catch {
    return null;
  }
}

test("generated documents mean what smol-toml says, or are refused by both", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(document, (text) => {
      expect(attempt(text)).toEqual(smol(text));
    }),
    { numRuns: 1000 },
  );
});

/**
 * smol-toml takes `a.b = 1` below `[x]` where a header `[[x.a.c]]` made `x.a`, and refuses it where `[x.a.c]` did; we refuse both.
 */
function isLeniency(text: string): boolean {
  return text.includes("[[") && smol(text.replaceAll("[[", "[").replaceAll("]]", "]")) === null;
}

test("documents whose keys collide are taken or refused as smol-toml does", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(collidingDocument, (text) => {
      const ours = attempt(text);
      if (ours !== null || !isLeniency(text)) expect(ours).toEqual(smol(text));
    }),
    { numRuns: 1500 },
  );
});

test("a document that @iarna/toml wrote is read back", { timeout: 60_000 }, () => {
  const leaf = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean());
  const tree = fc.dictionary(
    fc.string(),
    fc.oneof(leaf, fc.dictionary(fc.string(), leaf), fc.array(fc.dictionary(fc.string(), fc.string()))),
  );
  fc.assert(
    fc.property(tree, (value) => {
      const text = iarna.stringify(JSON.parse(JSON.stringify(value)) as iarna.JsonMap);
      fc.pre(outcome(() => plainOfOracle(iarna.parse(text))) !== null);
      expect(parsePlain(text.replaceAll(/(\d)\.0$/gm, "$1"))).toEqual(plainOfOracle(iarna.parse(text)));
    }),
    { numRuns: 300 },
  );
});

test("any bytes give a tree or an error with file, line and column", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."[]{}=.,\"'#\\\n\r\t a1-_") })), (text) => {
      try {
        parsePlain(text);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: test\.toml:\d+:\d+: ./);
      }
    }),
    { numRuns: 1500 },
  );
});
