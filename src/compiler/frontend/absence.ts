/** Where a program asks whether an element is there, whatever tsc says of its type. */
import * as ts from "typescript";

/**
 * `xs[i] ?? other`, `xs[i] === undefined`, `xs[i]?.name`, or what a function may return or take as `undefined`. Without `noUncheckedIndexedAccess` tsc takes such an element for one that is
 * there; the program knows better.
 */
export function asksForAbsence(node: ts.ElementAccessExpression, checker: ts.TypeChecker): boolean {
  const [inner, outer] = withParentheses(node);
  if (ts.isBinaryExpression(outer)) return isTest(outer, inner);
  const isLink = ts.isPropertyAccessExpression(outer) || ts.isElementAccessExpression(outer) || ts.isCallExpression(outer);
  if (isLink && outer.expression === inner) return outer.questionDotToken !== undefined;
  return isHandedOn(inner, outer) && takesUndefined(checker.getContextualType(node));
}

/**
 * `xs[i] === x`, `xs[i] < x` of an element that tsc says is there: JavaScript knows the outcome with `undefined` as well. An element of a generic's type may
 * itself be undefined or null, for which there is no room.
 */
export function isComparedElement(node: ts.ElementAccessExpression, checker: ts.TypeChecker): boolean {
  const [, outer] = withParentheses(node);
  if (ts.isOptionalChain(node) || !ts.isBinaryExpression(outer) || !comparing.has(outer.operatorToken.kind)) return false;
  return hasElements(checker.getTypeAtLocation(node.expression), checker) && !mayBeNullish(checker.getTypeAtLocation(node));
}

function mayBeNullish(type: ts.Type): boolean {
  const nullish = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.TypeParameter | ts.TypeFlags.Any | ts.TypeFlags.Unknown;
  return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & nullish) !== 0);
}

const typedArray = /^(Uint8|Uint8Clamped|Uint16|Uint32|Int8|Int16|Int32|BigUint64|BigInt64|Float32|Float64)Array$/;

/** An array, typed array or string: what has elements in C, not the fields of a tuple. */
export function hasElements(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (checker.isTupleType(type)) return false;
  return checker.isArrayType(type) || (type.flags & ts.TypeFlags.StringLike) !== 0 || typedArray.test(type.getSymbol()?.name ?? "");
}

/**
 * The name or target of a pattern that takes an element of an array and has no default: an element that is not there ends the program,
 * unless its type has room for `undefined`.
 */
export function mustBeThere(target: ts.BindingElement | ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(target);
  const open = ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & open) === 0);
}

/** How a part of a pattern's source may be missing, to tsc: a default stands in for `undefined`, never for `null`. */
export function absenceOf(element: ts.BindingElement, checker: ts.TypeChecker): "null" | "undefined" | "both" | null {
  const source = checker.getTypeAtLocation(element.parent);
  const part = partOf(element, source);
  const type = part === undefined ? itemType(element, source) : checker.getTypeOfSymbolAtLocation(part, element);
  const flags = (type?.isUnion() ? type.types : type === undefined ? [] : [type]).reduce((all, { flags: one }) => all | one, 0);
  const isOptional = part !== undefined && (part.flags & ts.SymbolFlags.Optional) !== 0;
  const [none, isNull] = [isOptional || (flags & ts.TypeFlags.Undefined) !== 0, (flags & ts.TypeFlags.Null) !== 0];
  return none && isNull ? "both" : none ? "undefined" : isNull ? "null" : null;
}

/** The field, or the item of a tuple; undefined for an element of an array, and for the rest. */
function partOf({ parent, propertyName, name }: ts.BindingElement, source: ts.Type): ts.Symbol | undefined {
  const at = parent.elements.findIndex((element) => ts.isBindingElement(element) && element.name === name);
  if (ts.isArrayBindingPattern(parent)) return source.getProperty(String(at));
  const field = propertyName ?? name;
  return ts.isIdentifier(field) || ts.isStringLiteral(field) ? source.getProperty(field.text) : undefined;
}

function itemType({ parent }: ts.BindingElement, source: ts.Type): ts.Type | undefined {
  return ts.isArrayBindingPattern(parent) ? source.getNumberIndexType() : undefined;
}

/** Returned or passed. A variable would be taken for one that is not undefined, since tsc says so of what it is given. */
function isHandedOn(inner: ts.Node, outer: ts.Node): boolean {
  if (ts.isCallExpression(outer) || ts.isNewExpression(outer)) return outer.expression !== inner;
  return ts.isReturnStatement(outer) || (ts.isArrowFunction(outer) && outer.body === inner);
}

function takesUndefined(place: ts.Type | undefined): boolean {
  return place !== undefined && place.isUnion() && place.types.some((part) => (part.flags & ts.TypeFlags.Undefined) !== 0);
}

/** The parentheses around the node and what is around them. */
function withParentheses(node: ts.Expression): readonly [inner: ts.Node, outer: ts.Node] {
  let inner: ts.Node = node;
  while (ts.isParenthesizedExpression(inner.parent)) inner = inner.parent;
  return [inner, inner.parent];
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

const comparing: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

function isTest(node: ts.BinaryExpression, side: ts.Node): boolean {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return node.left === side;
  return comparisons.has(operator) && isAbsent(node.left === side ? node.right : node.left);
}

function isAbsent(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}
