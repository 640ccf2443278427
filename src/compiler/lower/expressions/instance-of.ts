/** `x instanceof C`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { classFor } from "../classes/classes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { isBelow } from "../types/unions.js";
import { and, boolean, instanceOf, isMember, isNull, not, or, unwrap } from "../values/build.js";
import { isObject } from "../values/coerce.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { namespaceMember, symbolOf } from "./identifier.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerInstanceOf(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const value = lowerExpression(node.left, to, context);
  const container = containerNamed(node.right, context);
  if (container !== null) return containerTest(keepUnlessStable(value, to, context), container);
  const generic = genericTest(keepUnlessStable(value, to, context), node.right, context);
  if (generic !== null) return generic;
  const id = classNamed(node.right, context);
  if (value.type.kind === "optional") {
    const kept = keepUnlessStable(value, to, context);
    return and(not(isNull(kept)), testClass(unwrap(kept, false), id, node, context));
  }
  return testClass(value, id, node, context);
}

const containers: ReadonlyMap<string, HirType["kind"]> = new Map([
  ["Array", "array"],
  ["Map", "map"],
  ["Set", "set"],
  ["Function", "closure"],
]);

/** The kind of type that a class of JavaScript's library is here. */
function containerNamed(node: ts.Expression, context: FunctionContext): HirType["kind"] | null {
  if (!ts.isIdentifier(node) || !isGlobalSymbol(symbolOf(node, context), context)) return null;
  return containers.get(node.text) ?? null;
}

/** Known from the type, unless the value is one of several kinds. */
export function containerTest(value: Expression, kind: HirType["kind"]): Expression {
  const { type } = value;
  if (type.kind === "optional") return and(not(isNull(value)), containerTest(unwrap(value, false), kind));
  if (type.kind !== "mixed") return boolean(type.kind === kind, value.at);
  const member = type.members.find((candidate) => candidate.kind === kind);
  return member === undefined ? boolean(false, value.at) : isMember(value, member);
}

function testClass(value: Expression, id: string, node: ts.Node, context: FunctionContext): Expression {
  const { type } = value;
  if (type.kind === "mixed") return type.members.some(isObject) ? instanceOf(value, id) : boolean(false, value.at);
  if (!isObject(type)) return refuse(node, "instance-of-type", { type: typeText(type) });
  if (type.kind === "object" && isBelow(type.class, id, context.compilation)) return boolean(true, value.at);
  return instanceOf(value, id);
}

/** A class, or the constant that holds a class expression. */
export function classOfName(symbol: ts.Symbol): ts.ClassLikeDeclaration | undefined {
  const declared = symbol.declarations?.find(ts.isClassLike);
  const { valueDeclaration } = symbol;
  if (declared !== undefined || valueDeclaration === undefined || !ts.isVariableDeclaration(valueDeclaration)) return declared;
  const { initializer } = valueDeclaration;
  return initializer !== undefined && ts.isClassExpression(initializer) ? initializer : undefined;
}

/** The instances of a generic class that the value can be. */
function genericTest(value: Expression, node: ts.Expression, context: FunctionContext): Expression | null {
  const name = className(node, context);
  const declaration = name === null ? undefined : classOfName(symbolOf(name, context));
  if (declaration?.typeParameters === undefined) return null;
  if (value.type.kind === "optional") {
    const inside = genericTest(unwrap(value, false), node, context);
    return inside === null ? null : and(not(isNull(value)), inside);
  }
  const members = value.type.kind === "mixed" ? value.type.members : [value.type];
  const ids = members.flatMap((type) => (type.kind === "object" ? [type.class] : type.kind === "union" ? type.classes : []));
  const isInstance = (id: string): boolean => {
    for (let info = context.compilation.classesById.get(id) ?? null; info !== null; info = info.base)
      if (info.declaration === declaration) return true;
    return false;
  };
  const fitting = ids.filter(isInstance);
  if (fitting.length === 0) return null;
  return fitting.length === ids.length && value.type.kind !== "mixed"
    ? boolean(true, value.at)
    : fitting.map((id): Expression => instanceOf(value, id)).reduce(or, boolean(false, value.at));
}

/** The name of a class, behind that of a namespace too. */
function className(node: ts.Expression, context: FunctionContext): ts.Identifier | null {
  if (ts.isIdentifier(node)) return node;
  return ts.isPropertyAccessExpression(node) ? namespaceMember(node, context) : null;
}

function classNamed(expression: ts.Expression, context: FunctionContext): string {
  const node = className(expression, context);
  if (node === null) return refuse(expression, "instance-of-class");
  const symbol = symbolOf(node, context);
  const global = isGlobalSymbol(symbol, context) ? context.compilation.errorDeclaration(symbol.name, node) : null;
  const declaration = global ?? classOfName(symbol);
  if (declaration === undefined) return refuse(node, "instance-of-class");
  if (declaration.typeParameters !== undefined) return refuse(node, "instance-of-generic", { type: node.getText() });
  return classFor(declaration, [], { compilation: context.compilation, node }).hir.id;
}
