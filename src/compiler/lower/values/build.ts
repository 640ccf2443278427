/** Making HIR expressions and statements; whether a value is an operation. */
import type {
  ArithmeticOperator,
  Block,
  BuiltinOperation,
  CompareOperator,
  Expression,
  Local,
  Place,
  Statement,
  Target,
  Value,
} from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { BuiltinName } from "../../hir/builtins.js";
import { boolType, f64Type, numberType, sameType, stringType, voidType } from "../types/hir-types.js";
import { min } from "../types/ranges.js";

export function integer(value: bigint, type: HirType, at: Place): Expression {
  return { kind: "integer", value, type, at };
}

export function float(value: number, at: Place): Expression {
  return { kind: "float", value, type: f64Type, at };
}

export function boolean(value: boolean, at: Place): Expression {
  return { kind: "boolean", value, type: boolType, at };
}

export function text(value: string, at: Place): Expression {
  return { kind: "string", value, type: stringType, at };
}

export function nullOf(type: HirType, at: Place): Expression {
  return { kind: "null", type, at };
}

export function local(of: Local, at: Place): Expression {
  return { kind: "local", local: of, type: of.type, at };
}

/** @param wrap of 64-bit integers alone: what leaves the type wraps, where it would trap otherwise */
export function arithmetic(op: ArithmeticOperator, left: Expression, right: Expression, type: HirType, wrap = false): Expression {
  return { kind: "arithmetic", op, left, right, wrap, type, at: left.at };
}

export function compare(op: CompareOperator, left: Expression, right: Expression): Expression {
  return { kind: "compare", op, left, right, type: boolType, at: left.at };
}

export function not(value: Expression): Expression {
  if (value.kind === "not") return value.value;
  return { kind: "not", value, type: boolType, at: value.at };
}

export function and(left: Expression, right: Expression): Expression {
  return { kind: "and", left, right, type: boolType, at: left.at };
}

export function or(left: Expression, right: Expression): Expression {
  if (right.kind === "boolean" && !right.value) return left;
  return { kind: "or", left, right, type: boolType, at: left.at };
}

/** Both sides have the type of the first. */
export function conditional(test: Expression, then: Expression, otherwise: Expression): Expression {
  return { kind: "conditional", test, then, else: otherwise, type: then.type, at: test.at };
}

export function isNull(value: Expression): Expression {
  return { kind: "isNull", value, type: boolType, at: value.at };
}

/** The value as an optional; one that is optional already stays. */
export function optional(value: Expression): Expression {
  if (value.type.kind === "optional" || value.type.kind === "void") return value;
  return { kind: "wrap", value, type: { kind: "optional", of: value.type }, at: value.at };
}

/** The value without its absence. @param checked traps where it is absent; otherwise the caller knows that it is not */
export function unwrap(value: Expression, checked: boolean): Expression {
  if (value.type.kind !== "optional") return value;
  if (value.kind === "wrap") return value.value;
  return { kind: "unwrap", value, checked, type: value.type.of, at: value.at };
}

/** @param checked traps where the object is of another class; otherwise the caller knows that it is not */
export function cast(value: Expression, type: HirType, checked: boolean): Expression {
  if (sameType(value.type, type)) return value;
  return { kind: "cast", value, checked, type, at: value.at };
}

/** Is the mixed value of that member type? */
export function isMember(value: Expression, member: HirType | "null"): Expression {
  return { kind: "isMember", value, member, type: boolType, at: value.at };
}

/** The mixed value as that member; traps when it is another. */
export function unbox(value: Expression, member: HirType): Expression {
  return { kind: "unbox", value, type: member, at: value.at };
}

export function length(of: Expression): Expression {
  if (of.kind === "string") return integer(BigInt(of.value.length), numberType, of.at);
  return { kind: "length", of, type: numberType, at: of.at };
}

/** An element; one of a Float32Array is read as a double. */
export function index(of: Expression, index: Expression, type: HirType): Expression {
  const element: Expression = { kind: "index", of, index, type, at: of.at };
  return type.kind === "f32" ? { kind: "convert", value: element, mode: "exact", type: f64Type, at: of.at } : element;
}

/** An instance of the class, or of one that extends it. */
export function instanceOf(value: Expression, class_: string): Expression {
  return { kind: "instanceOf", value, class: class_, type: boolType, at: value.at };
}

export function builtin(
  name: BuiltinName,
  args: readonly Expression[],
  type: HirType,
  at: Place,
): BuiltinOperation & { readonly at: Place; readonly type: HirType } {
  return { kind: "builtin", name, arguments: args, type, at };
}

/** The lesser of two; both may be evaluated twice, so they must be cheap. */
export function lesser(a: Expression, b: Expression): Expression {
  if (a.kind === "integer" && b.kind === "integer") return integer(min(a.value, b.value), numberType, a.at);
  return conditional(compare("<", a, b), a, b);
}

export function assign(target: Target, value: Value): Statement {
  return { kind: "assign", target, value, at: value.at };
}

export function assignLocal(to: Local, value: Value): Statement {
  return assign({ kind: "local", local: to }, value);
}

/** @param value null: assigned later, on every path */
export function letStatement(to: Local, value: Value | null, at: Place): Statement {
  return { kind: "let", local: to, value, at };
}

export function ifStatement(test: Expression, then: Block, otherwise: Block | null = null): Statement {
  return { kind: "if", test, then, else: otherwise, at: test.at };
}

/** Stands for a value of a call that does not come back. */
export function neverValue(at: Place): Expression {
  return nullOf(voidType, at);
}

/** What `neverValue` gives: nobody may use it. */
export function isNever(value: Value): boolean {
  return value.kind === "null" && value.type.kind === "void";
}

/** Some value of `type`, for places that control cannot reach. */
export function anyValue(type: HirType, at: Place): Expression {
  switch (type.kind) {
    case "bool":
      return boolean(false, at);
    case "int":
    case "number":
      return integer(0n, type, at);
    case "f64":
    case "f32":
      return float(0, at);
    case "string":
      return text("", at);
    case "void":
    case "optional":
      return nullOf(type, at);
    default:
      return unwrap(nullOf({ kind: "optional", of: type }, at), false);
  }
}
