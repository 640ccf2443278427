/** Constants known at compile time (numbers with a fraction and -0, which only doubles have, are none): literals, enum members, names of constants, members of `as const` tables, and arithmetic on them. */
import * as ts from "typescript";
import { skipParentheses } from "../../frontend/parentheses.js";
import type { ArithmeticOperator, Expression, Place } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isConstAssertion } from "../expressions/assertions.js";
import { i64Type, numberType, u64Type } from "../types/hir-types.js";
import { safeRange, wrapped } from "../types/ranges.js";
import { boolean, integer, text } from "./build.js";
import { foldExact } from "./arithmetic.js";

export type Constant =
  | { readonly kind: "number" | "bigint"; readonly value: bigint }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean };

/** Null for what is not known at compile time. */
export function constantOf(node: ts.Expression, checker: ts.TypeChecker): Constant | null {
  const bare = skipParentheses(node);
  if (isConstAssertion(bare) || ts.isSatisfiesExpression(bare)) return constantOf(bare.expression, checker);
  if (ts.isNumericLiteral(bare)) return numberConstant(Number(bare.text));
  if (ts.isBigIntLiteral(bare)) return { kind: "bigint", value: BigInt(bare.text.replace(/n$/, "")) };
  if (ts.isStringLiteralLike(bare)) return { kind: "string", value: bare.text };
  if (bare.kind === ts.SyntaxKind.TrueKeyword || bare.kind === ts.SyntaxKind.FalseKeyword) {
    return { kind: "boolean", value: bare.kind === ts.SyntaxKind.TrueKeyword };
  }
  if (ts.isIdentifier(bare)) return constantOfSymbol(checker.getSymbolAtLocation(bare), checker);
  if (ts.isPropertyAccessExpression(bare)) return memberConstant(bare, checker);
  if (ts.isPrefixUnaryExpression(bare)) return prefixConstant(bare, checker);
  return ts.isBinaryExpression(bare) ? binaryConstant(bare, checker) : null;
}

function numberConstant(value: number): Constant | null {
  return Number.isSafeInteger(value) ? { kind: "number", value: BigInt(value) } : null;
}

function constantOfSymbol(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): Constant | null {
  if (symbol === undefined) return null;
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) === 0) return null;
  return constantOf(declaration.initializer, checker);
}

/** `Enum.Member` and `table.entry` of a table declared `as const`. */
function memberConstant(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): Constant | null {
  const value = enumValue(node, checker);
  if (typeof value === "number") return numberConstant(value);
  if (typeof value === "string") return { kind: "string", value };
  const static_ = staticConstant(node, checker);
  if (static_ !== null) return constantOf(static_, checker);
  const entry = tableEntry(node, checker);
  return entry === null ? null : constantOf(entry, checker);
}

/** The initialiser of `static readonly name = …`. */
function staticConstant(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): ts.Expression | null {
  const declaration = checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  if (declaration === undefined || !ts.isPropertyDeclaration(declaration) || declaration.type !== undefined) return null;
  const flags = ts.ModifierFlags.Static | ts.ModifierFlags.Readonly;
  return (ts.getCombinedModifierFlags(declaration) & flags) === flags ? (declaration.initializer ?? null) : null;
}

/** Asked of the member's declaration: at its use tsc knows no value when the enum comes from another module (`isolatedModules`). */
export function enumValue(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): string | number | undefined {
  const declaration = checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  return declaration !== undefined && ts.isEnumMember(declaration) ? checker.getConstantValue(declaration) : undefined;
}

/** The initialiser of `table.a.b` where `table` is a constant `{ … } as const`. */
export function tableEntry(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): ts.Expression | null {
  const holder = ts.isPropertyAccessExpression(node.expression) ? tableEntry(node.expression, checker) : tableOf(node.expression, checker);
  const literal = holder === null ? null : skipParentheses(holder);
  if (literal === null || !ts.isObjectLiteralExpression(literal)) return null;
  for (const property of literal.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === node.name.text) return property.initializer;
  }
  return null;
}

function tableOf(node: ts.Expression, checker: ts.TypeChecker): ts.Expression | null {
  const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
  if (symbol === undefined) return null;
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  return constantTable(target);
}

/** The object literal of `const table = { … } as const`. */
export function constantTable(symbol: ts.Symbol): ts.Expression | null {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return null;
  const initializer = ts.isSatisfiesExpression(declaration.initializer) ? declaration.initializer.expression : declaration.initializer;
  return isConstAssertion(initializer) && ts.isObjectLiteralExpression(initializer.expression) ? initializer.expression : null;
}

function prefixConstant(node: ts.PrefixUnaryExpression, checker: ts.TypeChecker): Constant | null {
  const operand = constantOf(node.operand, checker);
  if (operand === null || operand.kind === "string") return null;
  if (operand.kind === "boolean")
    return node.operator === ts.SyntaxKind.ExclamationToken ? { kind: "boolean", value: !operand.value } : null;
  switch (node.operator) {
    case ts.SyntaxKind.MinusToken:
      return operand.kind === "number" && operand.value === 0n ? null : { kind: operand.kind, value: -operand.value };
    case ts.SyntaxKind.PlusToken:
      return operand;
    case ts.SyntaxKind.TildeToken:
      return { kind: operand.kind, value: operand.kind === "number" ? ~wrapped(operand.value, 32, true) : ~operand.value };
    default:
      return null;
  }
}

const operators: ReadonlyMap<ts.SyntaxKind, ArithmeticOperator | "**"> = new Map<ts.SyntaxKind, ArithmeticOperator | "**">([
  [ts.SyntaxKind.PlusToken, "+"],
  [ts.SyntaxKind.MinusToken, "-"],
  [ts.SyntaxKind.AsteriskToken, "*"],
  [ts.SyntaxKind.AsteriskAsteriskToken, "**"],
  [ts.SyntaxKind.PercentToken, "%"],
  [ts.SyntaxKind.AmpersandToken, "&"],
  [ts.SyntaxKind.BarToken, "|"],
  [ts.SyntaxKind.CaretToken, "^"],
  [ts.SyntaxKind.LessThanLessThanToken, "<<"],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, ">>"],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, ">>>"],
  [ts.SyntaxKind.SlashToken, "/"],
]);

function binaryConstant(node: ts.BinaryExpression, checker: ts.TypeChecker): Constant | null {
  const operator = operators.get(node.operatorToken.kind);
  if (operator === undefined) return null;
  const [left, right] = [constantOf(node.left, checker), constantOf(node.right, checker)];
  if (left === null || right === null || left.kind !== right.kind) return null;
  if (left.kind === "string" && right.kind === "string")
    return operator === "+" ? { kind: "string", value: left.value + right.value } : null;
  if (left.kind === "number" && right.kind === "number") return numberResult(operator, left.value, right.value);
  return left.kind === "bigint" && right.kind === "bigint" ? bigintResult(operator, left.value, right.value) : null;
}

function numberResult(operator: ArithmeticOperator | "**", a: bigint, b: bigint): Constant | null {
  const value = numberValue(operator, a, b);
  if (value === 0n && (a < 0n || b < 0n) && isSigned(operator)) return null;
  return value === null || value < safeRange.least || value > safeRange.greatest ? null : { kind: "number", value };
}

/** The operators whose 0 may be -0. */
function isSigned(operator: ArithmeticOperator | "**"): boolean {
  return operator === "*" || operator === "/" || operator === "%";
}

function numberValue(operator: ArithmeticOperator | "**", a: bigint, b: bigint): bigint | null {
  const [left, right, count] = [wrapped(a, 32, true), wrapped(b, 32, true), b & 31n];
  switch (operator) {
    case "**":
      return b >= 0n && b < 64n ? a ** b : null;
    case "/":
      return b !== 0n && a % b === 0n ? a / b : null;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    case "<<":
      return wrapped(left << count, 32, true);
    case ">>":
      return left >> count;
    case ">>>":
      return wrapped(a, 32, false) >> count;
    default:
      return foldExact(operator, a, b);
  }
}

function bigintResult(operator: ArithmeticOperator | "**", a: bigint, b: bigint): Constant | null {
  const value = bigintValue(operator, a, b);
  return value === null ? null : { kind: "bigint", value };
}

function bigintValue(operator: ArithmeticOperator | "**", a: bigint, b: bigint): bigint | null {
  switch (operator) {
    case "**":
      return b >= 0n && b < 64n ? a ** b : null;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "<<":
      return b >= 0n && b < 64n ? a << b : null;
    case ">>":
      return b >= 0n && b < 64n ? a >> b : null;
    case ">>>":
      return null;
    default:
      return foldExact(operator, a, b);
  }
}

/** The constant as an expression; null for a bigint that neither u64 nor i64 holds. */
export function constantExpression(constant: Constant, at: Place): Expression | null {
  switch (constant.kind) {
    case "string":
      return text(constant.value, at);
    case "boolean":
      return boolean(constant.value, at);
    case "number":
      return integer(constant.value, numberType, at);
    case "bigint": {
      const type = bigintType(constant.value);
      return type === null ? null : integer(constant.value, type, at);
    }
  }
}

function bigintType(value: bigint): HirType | null {
  if (value >= 0n) return value < 1n << 64n ? u64Type : null;
  return value >= -(1n << 63n) ? i64Type : null;
}
