/** `console.log` and its like in the host profile: values become text as Node shows them, joined by blanks. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { choose } from "../expressions/conditional.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { functionFor } from "../functions/functions.js";
import { callTarget } from "../calls/call-target.js";
import { refuse } from "../refusal.js";
import { wordsOf } from "../show/words-of.js";
import { nullOrUndefined } from "../show/shapes.js";
import { missingName } from "../values/nullish.js";
import { isWide, stringType } from "../types/hir-types.js";
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

/** The functions of src/std/lang/host that write a line, by the method of the console. */
const writers: ReadonlyMap<string, string> = new Map([
  ["log", "consoleLog"],
  ["info", "consoleLog"],
  ["debug", "consoleLog"],
  ["error", "consoleError"],
  ["warn", "consoleError"],
]);

export function lowerConsoleCall(name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const writer = writers.get(name);
  if (writer === undefined || !context.compilation.hasDoubles(node))
    return refuse(node.expression, "library-name", { name: `console.${name}` });
  const operands = new Operands(to, context);
  node.arguments.forEach((argument, n) => {
    if (ts.isSpreadElement(argument)) return refuse(argument, "spread-argument");
    const shown = emptyText(argument, context) ?? textOf(lowerExpression(argument, to, context), argument, `console.${name}`, to, context);
    operands.add(n === 0 && node.arguments.length > 1 ? firstText(shown, to, context, node) : shown);
  });
  const type = { kind: "array", element: stringType } as const;
  const parts = settle({ kind: "arrayLiteral", elements: operands.finish(), type, at: context.place(node) }, to, context);
  return call(writer, [parts], node, context);
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

/** Of what has no type that says how it is represented. */
function emptyText(node: ts.Expression, context: FunctionContext): Expression | null {
  const bare = skipParentheses(node);
  const at = context.place(node);
  if (bare.kind === ts.SyntaxKind.NullKeyword) return text("null", at);
  if (ts.isIdentifier(bare) && bare.text === "undefined") return text("undefined", at);
  return ts.isArrayLiteralExpression(bare) && bare.elements.length === 0 ? text("[]", at) : null;
}

/** What Node shows of the value, where it is not within another. */
function textOf(value: Expression, node: ts.Expression, what: string, to: Block, context: FunctionContext): Expression {
  const { type, at } = value;
  if (type.kind === "optional" && isPlain(type.of)) return textOfOptional(value, node, what, to, context);
  if (isWide(type))
    return settle(builtin("string_concat", [stringOf(value, node, to, context), text("n", at)], stringType, at), to, context);
  if (type.kind === "f64") return settle(call("consoleNumber", [value], node, context), to, context);
  if (type.kind === "void") return text("undefined", at);
  if (isPlain(type)) return stringOf(value, node, to, context);
  return settle(call("inspectedWords", [wordsOf(value, node, what, false, to, context)], node, context), to, context);
}

function isPlain({ kind }: HirType): boolean {
  return kind === "string" || kind === "bool" || kind === "int" || kind === "number" || kind === "f64";
}

function textOfOptional(value: Expression, node: ts.Expression, what: string, to: Block, context: FunctionContext): Expression {
  const name = missingName(node, context);
  if (name === null) return refuse(node, "not-shown", { what, value: node.getText(), why: nullOrUndefined });
  const kept = keepUnlessStable(value, to, context);
  const present: Block = [];
  const shown = textOf(unwrap(kept, false), node, what, present, context);
  return choose(isNull(kept), { block: [], value: text(name, value.at) }, { block: present, value: shown }, to, context);
}
