/** `text ${value} text`: one concatenation of all parts. */
import type * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { stringType } from "../types/hir-types.js";
import { builtin, text } from "../values/build.js";
import { Operands } from "../values/temporaries.js";
import { lowerText } from "./text.js";

export function lowerTemplate(node: ts.TemplateExpression, to: Block, context: FunctionContext): Value {
  const at = context.place(node);
  const operands = new Operands(to, context);
  if (node.head.text !== "") operands.add(text(node.head.text, at));
  for (const span of node.templateSpans) {
    operands.add(lowerText(span.expression, to, context));
    if (span.literal.text !== "") operands.add(text(span.literal.text, at));
  }
  const parts = operands.finish();
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : builtin("string_concat", parts, stringType, at);
}
