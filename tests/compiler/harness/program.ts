/** A test's program: what it needs of the standard library is imported for it, on the line before its first. */

const byteOrder = ["readU16le", "readU32be", "readU32le", "readU64be", "readU64le", "writeU32be", "writeU32le", "writeU64be", "writeU64le"];
const values = [
  ...byteOrder,
  "asciiLowerCase",
  "asciiUpperCase",
  "print",
  "panic",
  "assert",
  "parseInteger",
  "hex",
  "decodeUtf8",
  "encodeUtf8",
  "SortedMap",
  "RingBuffer",
  "OutOfMemoryError",
];
const convertible = ["u8", "u16", "u32", "u64", "i32", "i64", "lowU8", "lowU16", "lowU32"];
const typesOnly = ["i8", "i16", "f64", "real"];

export function programText(source: string): string {
  const used = (names: readonly string[]): readonly string[] =>
    names.filter((name) => new RegExp(`\\b${name}\\b`).test(source) && !declares(source, name));
  const imports = [...used([...values, ...convertible]), ...used(typesOnly).map((name) => `type ${name}`)];
  return `import { ${imports.join(", ")} } from "../../src/std/index.js";\n${source.replace(/^\n/, "")}\nexport {};\n`;
}

/** The program has something of its own with that name. */
function declares(source: string, name: string): boolean {
  return new RegExp(`\\b(function|class|const|let|enum|interface|type)\\s+${name}\\b`).test(source);
}
