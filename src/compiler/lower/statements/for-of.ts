/** `for (const x of xs)`. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { resolveReference } from "../expressions/references.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { coerce } from "../values/coerce.js";
import { keep, keepUnlessStable } from "../values/temporaries.js";
import { lowerTurns, valueOfTurn, type Turn } from "./iteration.js";
import { lowerBlock } from "./lower-statement.js";
import { assignParts, bindPattern } from "./patterns.js";
import { bindVariable } from "./variables.js";

export function lowerForOf(node: ts.ForOfStatement, to: Block, context: FunctionContext): void {
  if (node.awaitModifier !== undefined) return refuse(node, "async-or-generator");
  const block: Block = [];
  lowerTurns(node.expression, node, block, context, (turn, body) => {
    bindTurn(node.initializer, turn, body, context);
    body.push(...lowerBlock(node.statement, context));
  });
  to.push({ kind: "block", body: block, label: null, at: context.place(node) });
}

function bindTurn(initializer: ts.ForInitializer, turn: Turn, to: Block, context: FunctionContext): void {
  if (!ts.isVariableDeclarationList(initializer)) return assignTurn(initializer, turn, to, context);
  const name = initializer.declarations[0]?.name;
  if (name === undefined) return refuse(initializer, "syntax", { kind: "ForOf" });
  if (ts.isIdentifier(name)) return bindVariable(name, valueOfTurn(turn, name, to, context), to, context);
  if (turn.kind === "entry" && ts.isArrayBindingPattern(name)) return bindEntry(name, turn, to, context);
  bindPattern(name, valueOfTurn(turn, name, to, context), to, context);
}

/** `[key, value]` is taken apart without being put together. */
function bindEntry(pattern: ts.ArrayBindingPattern, turn: Turn & { readonly kind: "entry" }, to: Block, context: FunctionContext): void {
  const parts = [turn.key, turn.value];
  pattern.elements.forEach((element, n) => {
    const part = parts[n];
    if (ts.isOmittedExpression(element)) return;
    if (part === undefined || element.dotDotDotToken !== undefined) return refuse(element, "tuple-spread");
    if (ts.isIdentifier(element.name)) bindVariable(element.name, part, to, context);
    else bindPattern(element.name, part, to, context);
  });
}

/** `for (x of xs)` with a variable that is there already. */
function assignTurn(target: ts.Expression, turn: Turn, to: Block, context: FunctionContext): void {
  if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target))
    return assignParts(target, keepUnlessStable(valueOfTurn(turn, target, to, context), to, context), to, context);
  const reference = resolveReference(target, to, context);
  const value = keep(coerce(valueOfTurn(turn, target, to, context), reference.type, target, to, context), to, context);
  reference.bind(reference.operands).write(value, to);
}
