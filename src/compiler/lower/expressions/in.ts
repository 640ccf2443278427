/** `"name" in x`: which members of a union have the field. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { findField, findMethod } from "../classes/class-info.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { boolean, instanceOf, or } from "../values/build.js";
import { constantOf } from "../values/constants.js";
import { memberName } from "./property-access.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerIn(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const name = ts.isPrivateIdentifier(node.left) ? memberName(node.left, context) : fieldName(node, context);
  const value = keepUnlessStable(lowerExpression(node.right, to, context), to, context);
  const { type } = value;
  const ids = classesOf(type, node);
  const having = ids.filter((id) => has(id, name, node, context));
  if (having.length === ids.length) return boolean(true, value.at);
  return having.map((id): Expression => instanceOf(value, id)).reduce(or, boolean(false, value.at));
}

function fieldName(node: ts.BinaryExpression, context: FunctionContext): string {
  const name = constantOf(node.left, context.checker);
  return name?.kind === "string" ? name.value : refuse(node.left, "in-name");
}

function classesOf(type: HirType, node: ts.Node): readonly string[] {
  if (type.kind === "object") return [type.class];
  return type.kind === "union" ? type.classes : refuse(node, "in-of", { type: typeText(type) });
}

/** A field that may be left out is there or not, which its layout does not say. */
function has(id: string, name: string, node: ts.Node, context: FunctionContext): boolean {
  const info = context.compilation.classesById.get(id);
  if (info === undefined) return false;
  if (findField(info, name) === null) return ["", "get ", "set "].some((kind) => findMethod(info, kind + name) !== null);
  return info.optional.has(name) ? refuse(node, "in-optional", { field: name, type: info.hir.name }) : true;
}
