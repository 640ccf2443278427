import { expect, test } from "vitest";
import { parseToml } from "../../../src/config/toml/document.js";
import { parse, parsePlain } from "./toml-tree.js";

/** A broken document and the message that it must give. */
const broken: readonly (readonly [string, string])[] = [
  ["a = ", "1:5: expected a value, found the end of the file"],
  ["a = \nb = 1", "1:5: expected a value, found the end of the line"],
  ["a 1", '1:3: expected "=" after the key, found "1"'],
  ["= 1", '1:1: expected a key, found "="'],
  ["a. = 1", '1:4: expected a key, found "="'],
  ["a = 1 b = 2", '1:7: expected the end of the line, found "b"'],
  ["[a", '1:3: expected "]" after the table\'s name, found the end of the file'],
  ["[[a]", '1:5: expected "]]" after the table\'s name, found the end of the file'],
  ["[]", '1:2: expected a key, found "]"'],
  ["[a] b = 1", '1:5: expected the end of the line, found "b"'],
  ["a = 1\na = 2", '2:1: "a" was defined in line 1 already'],
  ["[a]\n[b]\n[a]", '3:2: "a" was defined as a table in line 1 already'],
  ["a.b = 1\n[a]", '2:2: "a" was defined as a table in line 1 already'],
  ["a = { b = 1 }\na.c = 2", '2:1: "a" was defined as a table in line 1 already'],
  ["a = [1]\n[[a]]", '2:3: "a" was defined as an array in line 1 already'],
  ["a = {\nb = 1 }", "1:6: expected a key, found the end of the line"],
  ["a = { b = 1,, }", '1:13: expected a key, found ","'],
  ["a = [1 2]", '1:8: expected "," or "]", found "2"'],
  ["a = [1,\n2", '2:2: expected "," or "]", found the end of the file'],
  ["a = [1,\n", '1:5: this array is not closed: expected "]"'],
  ['a = "b', '1:5: this string is not closed in its line: expected "'],
  ["a = 'b\n'", "1:5: this string is not closed in its line: expected '"],
  ['a = """b', '1:5: this string is not closed: expected three of "'],
  ['a = "\\q"', '1:7: expected one of b t n f r " \\ u U after the backslash, found "q"'],
  ['a = "\\u12g4"', '1:10: expected 4 hexadecimal digits, found "g"'],
  ['a = "\\ud800"', "1:6: U+D800 is no Unicode character"],
  ['a = "\u0001"', "1:6: a string must not contain control characters"],
  ["a = 1 # \u0000", "1:9: a comment must not contain control characters"],
  ["a = 01", "1:5: 01: a decimal number does not begin with 0 (0x, 0o and 0b begin other bases)"],
  ["a = 1__0", '1:5: "1__0" is no value: expected a number, true, false, or a text in quotes'],
  ["a = _1", '1:5: "_1" is no value: expected a number, true, false, or a text in quotes'],
  ["a = 1_", '1:5: "1_" is no value: expected a number, true, false, or a text in quotes'],
  ["a = 0x", '1:5: "0x" is no value: expected a number, true, false, or a text in quotes'],
  ["a = +0x1", "1:5: a number with a base has no sign, found +0x1"],
  ["a = 0b12", '1:5: "0b12" is no value: expected a number, true, false, or a text in quotes'],
  ["a = True", '1:5: "True" is no value: expected a number, true, false, or a text in quotes'],
  ["a = 18446744073709551616", "1:5: 18446744073709551616 does not fit 64 bits"],
  ["a = -9223372036854775809", "1:5: -9223372036854775809 is less than -2^63"],
  ["a = 1.5", "1:5: only integers are supported here, found the float 1.5"],
  ["a = 1e3", "1:5: only integers are supported here, found the float 1e3"],
  ["a = -inf", "1:5: only integers are supported here, found the float -inf"],
  ["a = 1979-05-27", "1:5: dates and times are not supported here, found 1979-05-27"],
  ["a = 07:32:00", "1:5: dates and times are not supported here, found 07:32:00"],
  ["a = 1\r", "1:6: expected the end of the line, found the control character 0x0d"],
  ['"""a""" = 1', '1:3: expected "=" after the key, found """'],
  ["äö = 1", '1:1: expected a key, found "ä"'],
  ["a = 'äöü' x", '1:11: expected the end of the line, found "x"'],
];

function messageOf(text: string): string {
  try {
    parse(text);
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test.each(broken)("%j is refused", (text, message) => {
  expect(messageOf(text)).toBe(`test.toml:${message}`);
});

test("bytes that are no UTF-8 are refused where they are", () => {
  const bytes = Uint8Array.of(0x61, 0x3d, 0x31, 0x0a, 0x62, 0x3d, 0xff);
  expect(() => parseToml("x.toml", bytes)).toThrow("x.toml:2:3: the file is not UTF-8 text: byte 0xff does not belong here");
});

test("deep nesting is refused instead of using up the stack", () => {
  expect(() => parse(`a = ${"[".repeat(1000)}`)).toThrow("values are nested deeper than 64");
});

test("integers reach from -2^63 to 2^64 - 1", () => {
  expect(parsePlain("a = 0xffff_ffff_ffff_ffff\nb = -9223372036854775808\nc = -0")).toEqual(
    new Map([
      ["a", 0xffff_ffff_ffff_ffffn],
      ["b", -0x8000_0000_0000_0000n],
      ["c", 0n],
    ]),
  );
});

test("a byte order mark and CR LF line ends are taken", () => {
  expect(parsePlain("\ufeffa = 1\r\n\r\n[b]\r\nc = true\r\n")).toEqual(
    new Map<string, unknown>([
      ["a", 1n],
      ["b", new Map([["c", true]])],
    ]),
  );
});

test("every value knows its line and column", () => {
  const table = parse("# one\n[a]\n  b = [ 1,\n    'x' ]\n").get("a");
  expect(table).toMatchObject({ line: 2, column: 2 });
  expect(parse("x = 'ä' # ä\nyy = 5").get("yy")).toMatchObject({ line: 2, column: 6 });
});
