/** Functions as callers see them. */
import type * as ts from "typescript";
import type { HirFunction, HirNative } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { Substitution } from "../compilation.js";

export interface Parameter {
  readonly name: string;
  /** As the function takes it. */
  readonly type: HirType;
  /** What a caller passes for a missing argument: null for none (required). */
  readonly missing: "null" | ConstantDefault | null;
  readonly rest: boolean;
  /** A function of JavaScript's library: it takes an integer, and of a double its integer part. */
  readonly cuts?: boolean;
}

/** A default value that is a constant: the caller passes it. */
export interface ConstantDefault {
  readonly initializer: ts.Expression;
  readonly substitution: Substitution;
}

export interface Signature {
  /** Without `this`. */
  readonly parameters: readonly Parameter[];
  readonly result: HirType;
  /** The function does not come back (`never`). */
  readonly never: boolean;
  /** The result is `this`: a call has the receiver's type. */
  readonly returnsThis: boolean;
}

export type CallTarget =
  | { readonly kind: "hir"; readonly function: HirFunction }
  | { readonly kind: "native"; readonly native: HirNative }
  | { readonly kind: "builtin"; readonly name: string };

/** A top-level function, static method or lifted local function with concrete types. */
export interface FunctionInstance {
  readonly signature: Signature;
  readonly target: CallTarget;
}
