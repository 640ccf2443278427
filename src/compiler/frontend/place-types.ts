/**
 * The type that an expression's place wants. tsc infers a generic call's type arguments from what it is given: in
 * `const bytes: u8[][] = xs.map((x) => [x + 1])` it takes `x + 1` for a plain number's place. What is stored there is an element of the
 * variable, so it is a u8's.
 */
import * as ts from "typescript";
import { wholeOf } from "./transparent.js";

/** A type as it is declared, and what the type parameters in it stand for. */
interface Wanted {
  readonly type: ts.Type;
  readonly parameters: ReadonlyMap<ts.Symbol, Wanted>;
}

type Parameters = Map<ts.Symbol, Wanted>;

type Checker = ts.TypeChecker;

/** As the checker's `getContextualType`; where that is a plain number, what the variable, field or result around says. */
export function placeType(node: ts.Expression, checker: Checker): ts.Type | undefined {
  const said = checker.getContextualType(node);
  if (said === undefined || !isPlainNumber(checker.getNonNullableType(said))) return said;
  const wanted = wantedAt(node, checker);
  return wanted === null || isParameter(wanted.type) ? said : wanted.type;
}

/** `number` or `bigint`, which say less than `u8` or `i64`. */
function isPlainNumber(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0;
}

function isParameter(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0;
}

/** Upwards, to the place that says what it wants. */
function wantedAt(node: ts.Expression, checker: Checker): Wanted | null {
  const whole = wholeOf(node);
  const { parent } = whole;
  if (ts.isArrayLiteralExpression(parent)) return elementOf(wantedAt(parent, checker), parent.elements.indexOf(node), checker);
  if (ts.isPropertyAssignment(parent)) return fieldOf(wantedAt(parent.parent, checker), parent.name, checker);
  if (ts.isArrowFunction(parent)) return resultOf(wantedAt(parent, checker), checker);
  if (ts.isReturnStatement(parent)) return returned(parent, checker);
  if (ts.isCallExpression(parent) && parent.expression !== whole) return argumentOf(parent, whole, checker);
  const said = ts.isExpression(whole) ? checker.getContextualType(whole) : undefined;
  return said === undefined ? null : { type: said, parameters: new Map() };
}

function returned(statement: ts.ReturnStatement, checker: Checker): Wanted | null {
  const around = ts.findAncestor(statement, ts.isFunctionLike);
  if (around === undefined || !(ts.isArrowFunction(around) || ts.isFunctionExpression(around))) return null;
  return resultOf(wantedAt(around, checker), checker);
}

/** What a function takes there, with its type parameters as the place of its result has them. */
function argumentOf(call: ts.CallExpression, argument: ts.Node, checker: Checker): Wanted | null {
  const signature = checker.getResolvedSignature(call)?.getDeclaration();
  const parameter = signature?.parameters[call.arguments.findIndex((one) => one === argument)];
  if (signature?.typeParameters === undefined || call.typeArguments !== undefined || parameter?.dotDotDotToken !== undefined) return null;
  const made = wantedAt(call, checker);
  if (parameter === undefined || made === null) return null;
  const result = checker.getSignatureFromDeclaration(signature);
  const parameters: Parameters = new Map();
  if (result !== undefined) match(checker.getReturnTypeOfSignature(result), made, parameters, checker);
  return resolved({ type: checker.getTypeAtLocation(parameter), parameters }, checker);
}

/** What type parameters of `pattern` stand for where it is `wanted`; the first place of each counts. */
function match(pattern: ts.Type, wanted: Wanted, found: Parameters, checker: Checker): void {
  const present = presentOf(pattern);
  if (isParameter(present)) return void (found.has(present.symbol) || found.set(present.symbol, wanted));
  const [call] = present.getCallSignatures();
  if (call !== undefined) return matchPart(call.getReturnType(), resultOf(wanted, checker), found, checker);
  const [parts, others] = [argumentsOf(present, checker), argumentsOf(wanted.type, checker)];
  const isAlike = present.symbol === wanted.type.symbol || (checker.isArrayType(present) && checker.isArrayType(wanted.type));
  if (!isAlike) return;
  parts.forEach((part, n) => {
    const type = others[n];
    matchPart(part, type === undefined ? null : resolved({ ...wanted, type }, checker), found, checker);
  });
}

function matchPart(pattern: ts.Type, wanted: Wanted | null, found: Parameters, checker: Checker): void {
  if (wanted !== null) match(pattern, wanted, found, checker);
}

/** `T` of `T | null`. */
function presentOf(type: ts.Type): ts.Type {
  if (!type.isUnion()) return type;
  const [only, ...others] = type.types.filter((part) => (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) === 0);
  return only === undefined || others.length > 0 ? type : only;
}

/** Type parameters that stand for something are that. */
function resolved(wanted: Wanted, checker: Checker): Wanted {
  const type = presentOf(wanted.type);
  const known = isParameter(type) ? wanted.parameters.get(type.symbol) : undefined;
  return known === undefined ? { ...wanted, type } : resolved(known, checker);
}

function argumentsOf(type: ts.Type, checker: Checker): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}

function elementOf(wanted: Wanted | null, at: number, checker: Checker): Wanted | null {
  if (wanted === null) return null;
  const isTuple = checker.isTupleType(wanted.type);
  if (!isTuple && !checker.isArrayType(wanted.type)) return null;
  const type = argumentsOf(wanted.type, checker)[isTuple ? at : 0];
  return type === undefined ? null : resolved({ ...wanted, type }, checker);
}

function fieldOf(wanted: Wanted | null, name: ts.PropertyName, checker: Checker): Wanted | null {
  const field = wanted?.type.getProperty(name.getText());
  return wanted == null || field === undefined
    ? null
    : resolved({ ...wanted, type: checker.getTypeOfSymbolAtLocation(field, name) }, checker);
}

function resultOf(wanted: Wanted | null, checker: Checker): Wanted | null {
  const [call] = wanted?.type.getCallSignatures() ?? [];
  return wanted === null || call === undefined ? null : resolved({ ...wanted, type: call.getReturnType() }, checker);
}
