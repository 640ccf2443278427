/** `console.log` in the host profile: values become text as Node shows them, joined by blanks. */
import ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { choose } from "../expressions/conditional.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { functionFor } from "../functions/functions.js";
import { callTarget } from "../calls/call-target.js";
import { refuse } from "../refusal.js";
import { isWide, stringType, typeText } from "../types/hir-types.js";
import { builtin, isNull, text, unwrap } from "../values/build.js";
import { stringOf } from "../values/strings.js";
import { keepUnlessStable, Operands, settle } from "../values/temporaries.js";
import { declarationOf } from "./doubles.js";

/** The global `console`, not a variable of that name. */
export function isConsole(node: ts.Expression, context: FunctionContext): boolean {
  if (!ts.isIdentifier(node) || node.text !== "console") return false;
  const declarations = context.checker.getSymbolAtLocation(node)?.declarations ?? [];
  return declarations.length > 0 && declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile);
}

export function lowerConsoleCall(name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (name !== "log" || !context.compilation.hasDoubles(node)) return refuse(node.expression, "library-name", { name: `console.${name}` });
  const operands = new Operands(to, context);
  node.arguments.forEach((argument, n) => {
    if (ts.isSpreadElement(argument)) return refuse(argument, "spread-argument");
    const shown = textOf(lowerExpression(argument, to, context), argument, to, context);
    operands.add(n === 0 && node.arguments.length > 1 ? firstText(shown, to, context, node) : shown);
  });
  const type = { kind: "array", element: stringType } as const;
  const parts = settle({ kind: "arrayLiteral", elements: operands.finish(), type, at: context.place(node) }, to, context);
  return call("consoleLog", [parts], node, context);
}

function call(name: string, args: readonly Expression[], node: ts.Node, context: FunctionContext) {
  const { target, signature } = functionFor(declarationOf(name, node, context), [], node, context.compilation);
  return callTarget(target, args, signature.result, context.place(node));
}

/** A text before other values could be a format. */
function firstText(value: Expression, to: Block, context: FunctionContext, node: ts.Node): Expression {
  if (value.kind === "string" && !value.value.includes("%")) return value;
  return settle(call("consoleFirst", [value], node, context), to, context);
}

function textOf(value: Expression, node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const { type, at } = value;
  if (type.kind === "optional") return textOfOptional(value, node, to, context);
  const isBigInt: boolean = isWide(type);
  if (isBigInt) return settle(builtin("string_concat", [stringOf(value, node, to, context), text("n", at)], stringType, at), to, context);
  switch (type.kind) {
    case "f64":
      return settle(call("consoleNumber", [value], node, context), to, context);
    case "string":
    case "bool":
    case "int":
    case "number":
      return stringOf(value, node, to, context);
    default:
      return refuse(node, "console-value", { value: node.getText(), type: typeText(type) });
  }
}

function textOfOptional(value: Expression, node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const kept = keepUnlessStable(value, to, context);
  const present: Block = [];
  const shown = textOf(unwrap(kept, false), node, present, context);
  const type = context.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  const missing = parts.some((part) => (part.flags & ts.TypeFlags.Null) !== 0) ? "null" : "undefined";
  return choose(isNull(kept), { block: [], value: text(missing, value.at) }, { block: present, value: shown }, to, context);
}
