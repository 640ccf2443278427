/** Types of the intermediate form: concrete, closed, each with one representation in C. */

/** Name of a class in the program, unique, a valid C identifier (`vmm_Vcpu`, `Pair_u32_string`). */
export type ClassId = string;

export type IntType = { readonly kind: "int"; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean };

/**
 * What has no header and is copied by value. `number` is a safe integer in an int64_t: every number of the device profile, and in the host
 * profile what is known to be one. `f64` is JavaScript's number as it is; host profile only.
 */
export type ScalarType = { readonly kind: "bool" } | IntType | { readonly kind: "number" } | DoubleType | SingleType;

export type DoubleType = { readonly kind: "f64" };

/** An element of a Float32Array in memory: read as an f64 and rounded when it is written, and found nowhere else. */
export type SingleType = { readonly kind: "f32" };

/** What a typed array holds. */
export type StoredType = IntType | DoubleType | SingleType;

/** What is counted: one pointer to a `struct rt_object`. */
export type CountedType =
  | { readonly kind: "string" }
  /** An instance of `class` or of one that extends it. */
  | { readonly kind: "object"; readonly class: ClassId }
  /** An instance of one of the classes that implement the interface (also its own record class). */
  | { readonly kind: "interface"; readonly interface: ClassId }
  /** An instance of one of these classes. */
  | { readonly kind: "union"; readonly classes: readonly ClassId[] }
  | { readonly kind: "array"; readonly element: HirType }
  | { readonly kind: "map"; readonly key: HirType; readonly value: HirType }
  | { readonly kind: "set"; readonly element: HirType }
  /** Uint8Array and its like. */
  | { readonly kind: "bytes"; readonly element: StoredType }
  | { readonly kind: "closure"; readonly parameters: readonly HirType[]; readonly result: HirType }
  | { readonly kind: "weak"; readonly target: HirType }
  /**
   * A value of one of several kinds, told apart by what it points to: scalars are boxed. At most one member is an object, interface or
   * union; `hasNull`: it may also be JavaScript's `null`, beside an `undefined` that makes the whole an optional.
   */
  | { readonly kind: "mixed"; readonly members: readonly HirType[]; readonly hasNull: boolean }
  /** The box of a captured variable that is assigned after its capture. */
  | { readonly kind: "cell"; readonly of: HirType };

/** Compared by its text, not by the object. */
export type HirType =
  | { readonly kind: "void" }
  | ScalarType
  | CountedType
  /** `T | null` or `T | undefined`: NULL for counted types, `{ has, value }` for scalars. Never nested. */
  | { readonly kind: "optional"; readonly of: ScalarType | CountedType };

/** Held by a pointer to something with a count, which may be NULL for an optional: what is retained and released. */
export function isCounted(type: HirType): boolean {
  switch (type.kind) {
    case "void":
    case "bool":
    case "int":
    case "number":
    case "f64":
    case "f32":
      return false;
    case "optional":
      return isCounted(type.of);
    default:
      return true;
  }
}
