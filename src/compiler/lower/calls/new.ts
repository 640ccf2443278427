/** `new C(…)`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { ClassInfo } from "../classes/class-info.js";
import { tupleRecord } from "../classes/records.js";
import { constructorFor } from "../classes/constructors.js";
import { lowerAs } from "../expressions/lower-expression.js";
import { readProperty } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { isArrayConstructor } from "../library/arrays.js";
import { lowerNewBytes } from "../library/bytes.js";
import { lowerIteration, lowerTurns } from "../statements/iteration.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { typeText, voidType } from "../types/hir-types.js";
import { builtin } from "../values/build.js";
import { expectedAs } from "../values/expected.js";
import { coerce } from "../values/coerce.js";
import { Operands, settle } from "../values/temporaries.js";
import { addArguments } from "./arguments.js";

export function lowerNew(node: ts.NewExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const type = typeOfNew(node, context, expected);
  switch (type.kind) {
    case "object":
      return newObject(type.class, node, to, context);
    case "map":
      return newMap(type, node, to, context);
    case "set":
      return newSet(type, node, to, context);
    case "bytes":
      return lowerNewBytes(type, node, to, context);
    case "weak":
      return newWeak(type, node, to, context);
    case "array":
      return newArray(type, node, context);
    default:
      return refuse(node, "library-type", { type: typeText(type) });
  }
}

/** An empty `new Map()` has the type of its place. */
function typeOfNew(node: ts.NewExpression, context: FunctionContext, expected: HirType | null): HirType {
  const container = expectedAs(expected, "map", "set", "array");
  if (container !== null && node.typeArguments === undefined && isContainerClass(node)) return container;
  const type = typeAt(node, context);
  const wanted = expectedAs(expected, "object");
  return wanted !== null && node.typeArguments === undefined && isSameGeneric(type, wanted, context) ? wanted : type;
}

function isContainerClass({ expression }: ts.NewExpression): boolean {
  return ts.isIdentifier(expression) && ["Map", "Set", "Array"].includes(expression.text);
}

/** tsc infers `number` from a literal where the place says `u32`. */
function isSameGeneric(type: HirType, wanted: HirType, { compilation }: FunctionContext): boolean {
  if (type.kind !== "object" || wanted.kind !== "object") return false;
  const [inferred, expected] = [compilation.classesById.get(type.class), compilation.classesById.get(wanted.class)];
  return inferred?.declaration != null && inferred.declaration === expected?.declaration;
}

function newObject(id: string, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const info = context.compilation.classesById.get(id);
  if (info === undefined || info.declaration === null) return refuse(node, "member-unknown", { member: "constructor", type: id });
  const { function: constructor_, signature } = constructorFor(info, context.compilation);
  assertInstantiable(info, node);
  const operands = new Operands(to, context);
  addArguments(signature, node.arguments ?? [], operands, node, to, context);
  return {
    kind: "new",
    class: id,
    constructor_,
    arguments: operands.finish(),
    type: { kind: "object", class: id },
    at: context.place(node),
  };
}

function assertInstantiable(info: ClassInfo, node: ts.NewExpression): void {
  if (!ts.isIdentifier(node.expression) && !ts.isPropertyAccessExpression(node.expression)) refuse(node.expression, "new-of-expression");
  if (info.hir.abstract) refuse(node, "new-of-abstract", { type: info.hir.name });
}

function newMap(type: HirType & { readonly kind: "map" }, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const made = builtin("map_new", [], type, context.place(node));
  const [entries] = node.arguments ?? [];
  if (entries === undefined) return made;
  const map = settle(made, to, context);
  lowerTurns(
    entries,
    entries,
    to,
    context,
    (turn, body) => {
      const [key, value] = turn.kind === "entry" ? [turn.key, turn.value] : pairOf(turn.value, entries, body, context);
      const args = [map, coerce(key, type.key, entries, body, context), coerce(value, type.value, entries, body, context)];
      settle(builtin("map_set", args, voidType, map.at), body, context);
    },
    entriesType(type, entries, context),
  );
  return map;
}

/** The pairs of an array literal are of the map's types, whatever tsc makes of them by themselves. */
function entriesType(type: HirType & { readonly kind: "map" }, entries: ts.Expression, context: FunctionContext): HirType | null {
  if (!ts.isArrayLiteralExpression(entries)) return null;
  const pair = tupleRecord([type.key, type.value], context.typeScope(entries));
  return { kind: "array", element: { kind: "object", class: pair.hir.id } };
}

function pairOf(value: Expression, node: ts.Node, to: Block, context: FunctionContext): readonly [Expression, Expression] {
  return [readProperty(value, "item0", node, to, context), readProperty(value, "item1", node, to, context)];
}

function newSet(type: HirType & { readonly kind: "set" }, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const made = builtin("set_new", [], type, context.place(node));
  const [values] = node.arguments ?? [];
  if (values === undefined) return made;
  const set = settle(made, to, context);
  const add = (value: Expression, body: Block): void => {
    settle(builtin("set_add", [set, coerce(value, type.element, values, body, context)], voidType, set.at), body, context);
  };
  lowerIteration(values, to, context, add, ts.isArrayLiteralExpression(values) ? { kind: "array", element: type.element } : null);
  return set;
}

function newWeak(type: HirType & { readonly kind: "weak" }, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const [target] = node.arguments ?? [];
  if (target === undefined) return refuse(node, "argument-missing", { name: "target" });
  return builtin("weak_new", [lowerAs(target, type.target, to, context)], type, context.place(node));
}

/** `new Array<T>()`; with a length it would have holes. */
function newArray(type: HirType & { readonly kind: "array" }, node: ts.NewExpression, context: FunctionContext): Value {
  if (!isArrayConstructor(node, context) || (node.arguments?.length ?? 0) > 0) return refuse(node, "array-with-holes");
  return { kind: "arrayLiteral", elements: [], type, at: context.place(node) };
}
