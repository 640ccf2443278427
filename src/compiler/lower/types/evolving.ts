/**
 * `let x;` and `const xs = [];`: tsc follows what is put into them, and says at every use what that is by then. In C a variable has one
 * type: the one that holds all of these.
 */
import * as ts from "typescript";
import type { FunctionContext } from "../function-context.js";
import type { HirType } from "../../hir/types.js";
import { functionOrFile } from "../functions/counters.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { hirType, typeAt } from "./from-ts.js";

type Scope = Pick<FunctionContext, "compilation" | "substitution">;

/** Type of the variable that `name` declares. */
export function variableType(name: ts.Identifier, scope: Scope): HirType {
  return evolvedTypeOf(name, scope) ?? typeAt(name, scope);
}

/** Null where the declaration says what it is, or its uses do not agree. */
export function evolvedTypeOf(name: ts.Identifier, scope: Scope): HirType | null {
  const { parent } = name;
  const { checker } = scope.compilation;
  const type = ts.isVariableDeclaration(parent) && evolves(parent, checker) ? evolvedType(name, parent, checker) : null;
  return type === null ? null : hirType(type, { ...scope, node: name });
}

/** tsc itself infers nothing from the declaration. */
function evolves(declaration: ts.VariableDeclaration, checker: ts.TypeChecker): boolean {
  if (declaration.type !== undefined || !isEmpty(declaration.initializer)) return false;
  const type = checker.getTypeAtLocation(declaration.name);
  return isAny(checker.isArrayType(type) ? elementOf(type, checker) : type);
}

function isEmpty(initializer: ts.Expression | undefined): boolean {
  if (initializer === undefined) return true;
  const value = skipParentheses(initializer);
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return value.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(value) && value.text === "undefined");
}

function elementOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number);
}

function isAny(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Any) !== 0;
}

/** Null when no single type says it all. */
function evolvedType(name: ts.Identifier, declaration: ts.VariableDeclaration, checker: ts.TypeChecker): ts.Type | null {
  const symbol = checker.getSymbolAtLocation(name);
  const types: ts.Type[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name.text && checker.getSymbolAtLocation(node) === symbol)
      types.push(typeOfUse(node, checker));
    ts.forEachChild(node, visit);
  };
  visit(functionOrFile(declaration));
  const known = types.filter((type) => !isAny(checker.isArrayType(type) ? elementOf(type, checker) : type));
  return known.find((candidate) => known.every((type) => checker.isTypeAssignableTo(type, candidate))) ?? null;
}

/** What is there when it is read, or what is assigned. */
function typeOfUse(node: ts.Identifier, checker: ts.TypeChecker): ts.Type {
  const { parent } = node;
  const isAssigned = ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned ? checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(parent.right)) : checker.getTypeAtLocation(node);
}
