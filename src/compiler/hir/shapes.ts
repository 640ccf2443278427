/**
 * How values are shown whole, as by `console.log` of an object or `JSON.stringify`: what C has to know of a value beyond its type, and of a
 * class beyond its layout.
 */
import type { ClassId, ScalarType } from "./types.js";

export type Shape =
  | { readonly kind: "scalar"; readonly type: ScalarType }
  | { readonly kind: "string" }
  /** Of whatever class: the object knows it. */
  | { readonly kind: "object" }
  /** A typed array of that name. */
  | { readonly kind: "bytes"; readonly name: string }
  /** The element; key and value; the members. */
  | { readonly kind: "array" | "set" | "map" | "mixed"; readonly parts: readonly Shape[] }
  /** What a missing value is. */
  | { readonly kind: "optional"; readonly parts: readonly [Shape]; readonly missing: "null" | "undefined" };

export interface ShownField {
  /** As JavaScript names it. */
  readonly key: string;
  readonly name: string;
  /** The class that declares it. */
  readonly owner: ClassId;
  readonly shape: Shape;
  /** It was left out when the object was made, and is there once it has a value. */
  readonly late: boolean;
}

export interface ShownClass {
  /** What stands before the braces: a class's name, nothing for object types. */
  readonly name: string;
  /** Shown as an array is. */
  readonly isTuple: boolean;
  /** In the order in which an object gets them. */
  readonly fields: readonly ShownField[];
}
