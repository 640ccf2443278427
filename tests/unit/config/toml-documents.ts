/** Generated TOML documents: valid by construction, in every way of writing the same thing. */
import fc from "fast-check";

const bareKey = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}$/);
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });

function basicString(text: string): string {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

function isLiteral(text: string): boolean {
  return [...text].every((character) => character !== "'" && (character >= " " || character === "\t") && character !== "\u007f");
}

const stringText = fc.oneof(
  anyText.map(basicString),
  anyText.filter(isLiteral).map((text) => `'${text}'`),
  anyText.filter(isLiteral).map((text) => `'''\n${text}'''`),
  anyText.map((text) => `"""\n${basicString(text).slice(1, -1)}"""`),
  anyText.map((text) => `"""${basicString(text).slice(1, -1)}\\\n   \t\n  """`),
);

const key = fc.oneof(
  bareKey,
  anyText.map(basicString),
  anyText.filter(isLiteral).map((text) => `'${text}'`),
);

const integerText = fc.oneof(
  fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }).map(String),
  fc.integer({ min: 1, max: 2 ** 31 }).map((value) => `+${value}`),
  fc.integer({ min: 0, max: 2 ** 31 }).map((value) => `0x${value.toString(16)}`),
  fc.integer({ min: 0, max: 2 ** 31 }).map((value) => `0X${value.toString(16)}`.replace("X", "x").toLowerCase()),
  fc.integer({ min: 0, max: 2 ** 31 }).map((value) => `0o${value.toString(8)}`),
  fc.integer({ min: 0, max: 2 ** 31 }).map((value) => `0b${value.toString(2)}`),
  fc.integer({ min: 1_000, max: 999_999 }).map((value) => String(value).replace(/(?=(\d{3})$)/, "_")),
);

const scalar = fc.oneof(stringText, integerText, fc.constantFrom("true", "false"));
const blank = fc.constantFrom("", " ", "\t", "  ");
const filler = fc.constantFrom("", " ", "\n", " # note\n", "\n\n  ");

const { value } = fc.letrec<{ value: string; array: string; inline: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, { weight: 5, arbitrary: scalar }, tie("array"), tie("inline")),
  array: fc
    .tuple(fc.array(tie("value"), { maxLength: 4 }), filler, filler, fc.boolean())
    .map(
      ([items, before, after, comma]) => `[${before}${items.join(`${after},${before}`)}${comma && items.length > 0 ? "," : ""}${after}]`,
    ),
  inline: fc
    .tuple(fc.uniqueArray(fc.tuple(bareKey, tie("value")), { maxLength: 3, selector: ([name]) => name }), blank)
    .map(([entries, gap]) => `{${gap}${entries.map(([name, one]) => `${name}${gap}=${gap}${one}`).join(`${gap},${gap}`)}${gap}}`),
}));

const keyValue = fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), value, blank, fc.constantFrom("", " # end", "\t#"));
const entryLine = keyValue.map(([keys, one, gap, end]) => `${gap}${keys.join(`${gap}.${gap}`)}${gap}=${gap}${one}${end}`);
const header = fc.tuple(fc.array(key, { minLength: 1, maxLength: 3 }), blank).map(([keys, gap]) => `[${gap}${keys.join(`${gap}.`)}${gap}]`);
const arrayHeader = fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => `[[${keys.join(".")}]]`);

/** Lines that are valid each; a document of them may still define something twice, which oracles and reader must agree on. */
export const document = fc
  .tuple(
    fc.array(fc.oneof({ weight: 6, arbitrary: entryLine }, header, arrayHeader, fc.constantFrom("", "# note", "  ")), { maxLength: 12 }),
    fc.constantFrom("\n", "\n", "\n\n"),
  )
  .map(([lines, end]) => lines.join(end) + end);

/** Lines with few different keys, so that they often meet. */
export const collidingDocument = fc
  .array(
    fc.oneof(
      fc.tuple(shortKeys(), fc.constantFrom("1", "{ a = 1 }", "{ a.b = 1 }", "[]", "[{}]")).map(([keys, one]) => `${keys} = ${one}`),
      shortKeys().map((keys) => `[${keys}]`),
      shortKeys().map((keys) => `[[${keys}]]`),
    ),
    { maxLength: 7 },
  )
  .map((lines) => lines.join("\n"));

function shortKeys(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }).map((keys) => keys.join("."));
}
