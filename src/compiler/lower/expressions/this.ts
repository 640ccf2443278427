/** `this`: the first parameter of a method, a captured variable in an arrow function. */
import type * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { local } from "../values/build.js";

export function lowerThis(node: ts.Expression, _to: Block, context: FunctionContext): Expression {
  if (context.thisLocal === null) return refuse(node, "this-outside");
  return local(context.thisLocal, context.place(node));
}
