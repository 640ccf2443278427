/** `return`. */
import type * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { lowerResult } from "../functions/bodies.js";
import { lowerGeneratorReturn } from "./generators.js";
import { nullOf } from "../values/build.js";

export function lowerReturn(node: ts.ReturnStatement, to: Block, context: FunctionContext): void {
  if (lowerGeneratorReturn(node, to, context)) return;
  if (node.expression !== undefined) return lowerResult(node.expression, to, context);
  const at = context.place(node);
  to.push({ kind: "return", value: context.result.kind === "optional" ? nullOf(context.result, at) : null, at });
}
