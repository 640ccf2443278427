/** `JSON.stringify` in the host profile. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { callTarget } from "../calls/call-target.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { functionFor } from "../functions/functions.js";
import { refuse } from "../refusal.js";
import { wordsOf } from "../show/words-of.js";
import { missingOf } from "../values/nullish.js";
import { text } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { Operands } from "../values/temporaries.js";
import { declarationOf } from "./doubles.js";

/** `JSON.stringify(value)`, `JSON.stringify(value, null, 2)` */
export function lowerStringify(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [value, replacer, gap, ...others] = node.arguments;
  if (!context.compilation.hasDoubles(node)) return refuse(node.expression, "library-name", { name: "JSON.stringify" });
  if (value === undefined || others.length > 0 || (replacer !== undefined && !isNothing(replacer))) return refuse(node, "json-replacer");
  const what = "JSON.stringify";
  const words = wordsOf(lowerExpression(value, to, context), value, what, true, to, context);
  if (missingOf(value, context).undefined)
    return refuse(value, "not-shown", { what, value: value.getText(), why: "for undefined it gives no string" });
  const operands = new Operands(to, context);
  operands.add(words);
  operands.add(gap === undefined ? text("", context.place(node)) : lowerExpression(gap, to, context));
  const [kept, indentation] = operands.finish();
  if (kept === undefined || indentation === undefined) return refuse(node, "argument-missing", { name: "value" });
  return jsonCall(kept, indentation, node, to, context);
}

function jsonCall(words: Expression, gap: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const name = gap.type.kind === "string" ? "jsonWith" : "jsonIndentedBy";
  const { target, signature } = functionFor(declarationOf(name, node, context), [], node, context.compilation);
  const type = signature.parameters[1]?.type ?? gap.type;
  return callTarget(target, [words, coerce(gap, type, node, to, context)], signature.result, context.place(node));
}

function isNothing(node: ts.Expression): boolean {
  const bare = skipParentheses(node);
  return bare.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(bare) && bare.text === "undefined");
}
