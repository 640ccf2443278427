/** How types look in C. */
import { hirTypeText, presentType } from "../hir/type-text.js";
import { isCounted, type HirType, type ScalarType } from "../hir/types.js";

/** `u32`, `bool`, `i64`: the suffix of the runtime's names for a scalar; `number` is an i64. */
function scalarName(type: ScalarType): string {
  switch (type.kind) {
    case "bool":
      return "bool";
    case "number":
      return "i64";
    case "f64":
    case "f32":
      return type.kind;
    case "int":
      return hirTypeText(type);
  }
}

/** Held by value; an optional is none, whatever it is of. */
export function isScalar(type: HirType): type is ScalarType {
  return type.kind === "bool" || type.kind === "int" || type.kind === "number" || type.kind === "f64" || type.kind === "f32";
}

/** A scalar that may be missing. */
export function isOptionalScalar(type: HirType): boolean {
  return type.kind === "optional" && !isCounted(type);
}

/** The struct of an optional scalar: `rt_optional_u32`. */
export function optionalName(type: HirType): string {
  const present = presentType(type);
  if (!isScalar(present)) throw new Error(`${hirTypeText(type)} is no optional scalar`);
  return `rt_optional_${scalarName(present)}`;
}

function scalarCType(type: ScalarType): string {
  switch (type.kind) {
    case "bool":
      return "bool";
    case "number":
      return "int64_t";
    case "f64":
      return "double";
    case "f32":
      return "float";
    case "int":
      return `${type.signed ? "" : "u"}int${type.bits}_t`;
  }
}

/** `enum rt_kind` of a scalar. */
export function scalarKind(type: HirType): string {
  return `RT_${scalarName(presentScalar(type)).toUpperCase()}`;
}

/** Tag of the struct that holds a captured variable of this type, or a scalar among other kinds of values. */
export function cellTag(of: HirType): string {
  if (isScalar(of)) return `cell_${of.kind === "number" ? "number" : hirTypeText(of)}`;
  if (isOptionalScalar(of)) return `cell_optional_${scalarName(presentScalar(of))}`;
  return `cell_${pointedTag(of)}`;
}

function presentScalar(type: HirType): ScalarType {
  const present = presentType(type);
  if (!isScalar(present)) throw new Error(`${hirTypeText(type)} is no scalar`);
  return present;
}

/** Tag of the struct that a counted type's values point to. */
function pointedTag(type: HirType): string {
  switch (type.kind) {
    case "string":
      return "rt_string";
    case "object":
      return type.class;
    case "interface":
    case "union":
    case "mixed":
      return "rt_object";
    case "array":
      return "rt_array";
    case "map":
    case "set":
      return "rt_map";
    case "bytes":
      return "rt_bytes";
    case "closure":
      return "rt_closure";
    case "weak":
      return "rt_weak";
    case "cell":
      return cellTag(type.of);
    case "optional":
      return pointedTag(type.of);
    default:
      throw new Error(`${hirTypeText(type)} is not counted`);
  }
}

/** The C type, with the space or star that a name can follow: `uint32_t `, `struct rt_string *`. */
export function declared(type: HirType, name: string): string {
  return isCounted(type) ? `struct ${pointedTag(type)} *${name}` : `${cType(type)} ${name}`;
}

/** The C type by itself, for casts and prototypes. */
export function cType(type: HirType): string {
  if (type.kind === "void") return "void";
  if (isScalar(type)) return scalarCType(type);
  if (!isCounted(type)) return `struct ${optionalName(type)}`;
  return `struct ${pointedTag(type)} *`;
}

/** Pointer to a place that holds the type. */
export function pointerTo(type: HirType, name: string): string {
  return isCounted(type) ? `struct ${pointedTag(type)} **${name}` : `${cType(type)} *${name}`;
}

/** Initial value of a variable. */
export function zero(type: HirType): string {
  if (isCounted(type)) return "NULL";
  if (type.kind === "bool") return "false";
  return isScalar(type) ? "0" : "{ false, 0 }";
}

/** `struct rt_element` of an array's, map's or byte array's content. */
export function elementOf(type: HirType): string {
  return `(struct rt_element){ ${elementKind(type)}, sizeof(${cType(type)}) }`;
}

function elementKind(type: HirType): string {
  if (isOptionalScalar(type)) return "RT_OPTIONAL";
  if (isScalar(type)) return `RT_${scalarName(type).toUpperCase()}`;
  const { kind } = presentType(type);
  return kind === "string" ? "RT_STRING" : kind === "mixed" ? "RT_MIXED" : "RT_OBJECT";
}
