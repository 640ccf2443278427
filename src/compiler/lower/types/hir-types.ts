/** Small facts about HIR types: constants, equality, names. */
import type { HirType, IntType } from "../../hir/types.js";

export const voidType: HirType = { kind: "void" };
export const boolType = { kind: "bool" } as const;
/** A safe integer: see `ScalarType`. */
export const numberType = { kind: "number" } as const;
/** JavaScript's number as it is; host profile only. */
export const f64Type = { kind: "f64" } as const;
/** An element of a Float32Array as it lies in memory. */
export const f32Type = { kind: "f32" } as const;
export const stringType = { kind: "string" } as const;

export function intType(bits: 8 | 16 | 32 | 64, signed: boolean): IntType {
  return { kind: "int", bits, signed };
}

export const u8Type = intType(8, false);
export const u16Type = intType(16, false);
export const u32Type = intType(32, false);
export const u64Type = intType(64, false);
export const i8Type = intType(8, true);
export const i16Type = intType(16, true);
export const i32Type = intType(32, true);
export const i64Type = intType(64, true);

/** As people write it, and unique: `u32`, `string[]`, `Map<u32, vmm_Vm>`. */
export function typeText(type: HirType): string {
  switch (type.kind) {
    case "void":
    case "number":
    case "f64":
    case "f32":
    case "string":
      return type.kind;
    case "bool":
      return "boolean";
    case "int":
      return `${type.signed ? "i" : "u"}${type.bits}`;
    case "object":
      return type.class;
    case "interface":
      return type.interface;
    case "union":
      return type.classes.join(" | ");
    case "mixed":
      return `(${[...type.members.map(typeText), ...(type.hasNull ? ["null"] : [])].join(" or ")})`;
    case "array":
      return `(${typeText(type.element)})[]`;
    case "map":
      return `Map<${typeText(type.key)}, ${typeText(type.value)}>`;
    case "set":
      return `Set<${typeText(type.element)}>`;
    case "bytes":
      return `Bytes<${typeText(type.element)}>`;
    case "closure":
      return `(${type.parameters.map(typeText).join(", ")}) => ${typeText(type.result)}`;
    case "weak":
      return `WeakRef<${typeText(type.target)}>`;
    case "cell":
      return `Cell<${typeText(type.of)}>`;
    case "optional":
      return `${typeText(type.of)} | null`;
  }
}

export function sameType(a: HirType, b: HirType): boolean {
  return a === b || typeText(a) === typeText(b);
}

/** The type as part of a C identifier. */
export function typeIdentifier(type: HirType): string {
  return typeText(type)
    .replace(/\(?([A-Za-z0-9_]+)\)?\[\]/g, "$1_array")
    .replace(/ \| null/g, "_or_null")
    .replace(/\[\]/g, "_array")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** An integer of any width. */
export function isInteger(type: HirType): boolean {
  return type.kind === "int" || type.kind === "number";
}

/** Without f32, which is read as an f64. */
export function isNumeric(type: HirType): boolean {
  return isInteger(type) || type.kind === "f64";
}

/** u64 or i64: a bigint in TypeScript. */
export function isWide(type: HirType): type is IntType {
  return type.kind === "int" && type.bits === 64;
}

/** A `number` in TypeScript. */
export function isNarrow(type: HirType): boolean {
  return type.kind === "number" || type.kind === "f64" || (type.kind === "int" && type.bits < 64);
}

/** The value type of an optional; any other type as it is. */
export function presentType(type: HirType): HirType {
  return type.kind === "optional" ? type.of : type;
}
