/** Numbers, UTF-8, ASCII letters and byte order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as std from "../../../src/std/index.js";

const anyU64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });

test("parseInteger reads what people write for a number", () => {
  fc.assert(
    fc.property(anyU64, (value) => {
      for (const text of [
        `${value}`,
        std.hex(value),
        `0X${value.toString(16).toUpperCase()}`,
        `0o${value.toString(8)}`,
        `0b${value.toString(2)}`,
      ]) {
        expect(std.parseInteger(text)).toBe(value);
      }
    }),
  );
  expect(std.parseInteger("0x4000_0000")).toBe(0x4000_0000n);
  expect(std.parseInteger("1_000")).toBe(1000n);
  expect(std.parseInteger("007")).toBe(7n);
  expect(std.parseInteger("0")).toBe(0n);
});

test.each([
  "",
  "-1",
  "+1",
  " 1",
  "1 ",
  "0x",
  "0xg",
  "1__0",
  "_1",
  "1_",
  "0b2",
  "0o8",
  "1.5",
  "1e3",
  "0x_1",
  "٣",
  "18446744073709551616",
  "0x1_0000_0000_0000_0000",
])("%j is no integer", (text) => expect(std.parseInteger(text)).toBeNull());

test("ASCII letters change, others stay", () => {
  expect(std.asciiLowerCase("Vm-Ä Z[@")).toBe("vm-Ä z[@");
  expect(std.asciiUpperCase("vm-ä z{`")).toBe("VM-ä Z{`");
  for (const s of fc.sample(fc.string({ unit: "grapheme-ascii" }), 100)) expect(std.asciiLowerCase(s)).toBe(s.toLowerCase());
});

test("UTF-8 there and back", () => {
  for (const s of fc.sample(fc.string({ unit: "grapheme" }), 100)) expect(std.decodeUtf8(std.encodeUtf8(s))).toBe(s);
  expect(std.decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41, 0xff))).toBe("\ufeffA\ufffd");
});

test("integers in bytes", () => {
  fc.assert(
    fc.property(anyU64, fc.integer({ min: 0, max: 3 }), (value, offset) => {
      const bytes = new Uint8Array(12);
      const view = new DataView(bytes.buffer);
      std.writeU64be(bytes, offset, value);
      expect(view.getBigUint64(offset)).toBe(value);
      expect([std.readU64be(bytes, offset), std.readU32be(bytes, offset)]).toEqual([value, view.getUint32(offset)]);
      std.writeU64le(bytes, offset, value);
      expect(view.getBigUint64(offset, true)).toBe(value);
      expect([std.readU64le(bytes, offset), std.readU32le(bytes, offset)]).toEqual([value, view.getUint32(offset, true)]);
      expect(std.readU16le(bytes, offset)).toBe(view.getUint16(offset, true));
    }),
  );
});
