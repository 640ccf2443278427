/** `x instanceof C`. */
import ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { classFor } from "../classes/classes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { isBelow } from "../types/unions.js";
import { and, boolean, instanceOf, isNull, not, unwrap } from "../values/build.js";
import { isObject } from "../values/coerce.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { symbolOf } from "./identifier.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerInstanceOf(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const value = lowerExpression(node.left, to, context);
  const id = classNamed(node.right, context);
  if (value.type.kind === "optional") {
    const kept = keepUnlessStable(value, to, context);
    return and(not(isNull(kept)), testClass(unwrap(kept, false), id, node, context));
  }
  return testClass(value, id, node, context);
}

function testClass(value: Expression, id: string, node: ts.Node, context: FunctionContext): Expression {
  const { type } = value;
  if (!isObject(type)) return refuse(node, "instance-of-type", { type: typeText(type) });
  if (type.kind === "object" && isBelow(type.class, id, context.compilation)) return boolean(true, value.at);
  return instanceOf(value, id);
}

function classNamed(node: ts.Expression, context: FunctionContext): string {
  if (!ts.isIdentifier(node)) return refuse(node, "instance-of-class");
  const symbol = symbolOf(node, context);
  const global = isGlobalSymbol(symbol, context) ? context.compilation.errorDeclaration(symbol.name, node) : null;
  const declaration = global ?? symbol.declarations?.find(ts.isClassDeclaration);
  if (declaration === undefined) return refuse(node, "instance-of-class");
  if (declaration.typeParameters !== undefined) return refuse(node, "instance-of-generic", { type: node.text });
  return classFor(declaration, [], { compilation: context.compilation, node }).hir.id;
}
