/** Calls of functions that narrow (`x is T`, `asserts x is T`, `asserts condition`): what they say is checked where the layout hangs on it. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isOperation } from "../../hir/walk.js";
import { lowerCondition } from "../expressions/conditions.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { presentType, sameType, typeText } from "../types/hir-types.js";
import { and, boolean, ifStatement, instanceOf, isNull, not, or, unwrap } from "../values/build.js";
import { isObject } from "../values/coerce.js";
import { keepUnlessStable, settle } from "../values/temporaries.js";

/** The predicate of the function that `node` calls; null for any other, and for the standard library's `assert`, which tests. */
export function predicateOf(node: ts.CallExpression, context: FunctionContext): ts.TypePredicate | null {
  const { checker, compilation } = context;
  if (!mayNarrow(node, checker)) return null;
  const signature = checker.getResolvedSignature(node);
  const declaration = signature?.getDeclaration();
  if (
    signature === undefined ||
    declaration === undefined ||
    compilation.checked.program.isSourceFileDefaultLibrary(declaration.getSourceFile())
  )
    return null;
  const isStandard = /\/src\/std\/[^/]+\.ts$/.test(declaration.getSourceFile().fileName);
  return isStandard ? null : (checker.getTypePredicateOfSignature(signature) ?? null);
}

/** One of the signatures has a predicate: which of them is called need only be asked then, for tsc looks at all arguments to say so. */
function mayNarrow(node: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (isWrittenWithout(node, checker)) return false;
  const signatures = checker.getNonNullableType(checker.getTypeAtLocation(node.expression)).getCallSignatures();
  return signatures.some((signature) => checker.getTypePredicateOfSignature(signature) !== undefined);
}

/** All declarations of what is called say their result's type, and none says a predicate: nothing need be inferred. */
function isWrittenWithout(node: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  const named = ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined;
  const symbol = named !== undefined && (named.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(named) : named;
  const declarations = symbol?.declarations ?? [];
  return declarations.length > 0 && declarations.every(hasPlainResult);
}

function hasPlainResult(declaration: ts.Declaration): boolean {
  const isFunction = ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration);
  return isFunction && declaration.type !== undefined && !ts.isTypePredicateNode(declaration.type);
}

/** `call` gives what the function says of its argument; a trap where that is not so. */
export function checkedPredicate(
  call: Value,
  predicate: ts.TypePredicate,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const result = keepUnlessStable(settle(call, to, context), to, context);
  const subject = subjectOf(predicate, node);
  if (subject === null || !isReference(subject)) return assertedCondition(result, predicate, subject, to, context);
  if (predicate.type === undefined) return assertedCondition(result, predicate, subject, to, context);
  const value = keepUnlessStable(lowerExpression(subject, to, context), to, context);
  const type = hirType(predicate.type, context.typeScope(node));
  const is = isOf(value, type, subject);
  if (is === null) return result;
  const isAssertion = predicate.kind === ts.TypePredicateKind.AssertsIdentifier || predicate.kind === ts.TypePredicateKind.AssertsThis;
  if (isAssertion) trapIf(not(is), node, to, context);
  else checkAnswer(result, is, value.type, node, to, context);
  return result;
}

/** No where the value is one of the type is a lie as well, if tsc then takes it for another member of a union. */
function checkAnswer(answer: Expression, is: Expression, source: HirType, node: ts.Node, to: Block, context: FunctionContext): void {
  trapIf(and(answer, not(is)), node, to, context);
  if (presentType(source).kind === "union") trapIf(and(not(answer), is), node, to, context);
}

function trapIf(test: Expression, node: ts.Node, to: Block, context: FunctionContext): void {
  const reason = "the function's answer does not agree with the value's type";
  to.push(ifStatement(test, [{ kind: "unreachable", reason, at: context.place(node) }]));
}

function subjectOf(predicate: ts.TypePredicate, node: ts.CallExpression): ts.Expression | null {
  if (predicate.kind === ts.TypePredicateKind.Identifier || predicate.kind === ts.TypePredicateKind.AssertsIdentifier)
    return node.arguments[predicate.parameterIndex] ?? null;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : null;
}

/** What tsc narrows: names and members of names. */
function isReference(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isReference(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/** `asserts condition`: the condition is looked at again when the function has come back. */
function assertedCondition(
  result: Expression,
  predicate: ts.TypePredicate,
  subject: ts.Expression | null,
  to: Block,
  context: FunctionContext,
): Expression {
  if (predicate.kind !== ts.TypePredicateKind.AssertsIdentifier || predicate.type !== undefined || subject === null) return result;
  const before: Block = [];
  const holds = lowerCondition(subject, before, context);
  if (before.some((statement) => statement.kind !== "let" || (statement.value !== null && isOperation(statement.value))))
    return refuse(subject, "assert-condition", { condition: subject.getText() });
  to.push(...before);
  trapIf(not(holds), subject, to, context);
  return result;
}

/** Is the value of the type, as far as its representation shows? Null where both have the same, and where every use is checked anyway. */
function isOf(value: Expression, type: HirType, node: ts.Node): Expression | null {
  const source = value.type;
  if (sameType(source, type)) return null;
  if (source.kind === "optional") {
    if (type.kind === "optional") return null;
    const inside = isOf(unwrap(value, false), type, node);
    const there = not(isNull(value));
    return inside === null ? there : and(there, inside);
  }
  if (!isObject(source) || !isObject(type)) return null;
  if (type.kind === "object") return instanceOf(value, type.class);
  if (type.kind === "union") return type.classes.map((id): Expression => instanceOf(value, id)).reduce(or, boolean(false, value.at));
  return refuse(node, "predicate-of-interface", { type: typeText(type) });
}
