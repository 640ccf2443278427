/** Signatures with concrete types: what a caller passes and gets. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import { refuse } from "../refusal.js";
import { hirType, optionalOf, scopeAt, type TypeScope } from "../types/from-ts.js";
import { stringType, voidType } from "../types/hir-types.js";
import { resultType } from "../types/object-types.js";
import { constantOf } from "../values/constants.js";
import type { Parameter, Signature } from "./function-instance.js";

/** Of a declaration or of a function type; `scope.substitution` covers its type parameters. */
export function signatureOf(signature: ts.Signature, scope: TypeScope): Signature {
  const { checker } = scope.compilation;
  const result = checker.getReturnTypeOfSignature(signature);
  const declaration: ts.Declaration | undefined = signature.getDeclaration();
  const isSetter = declaration !== undefined && ts.isSetAccessorDeclaration(declaration);
  return {
    parameters: signature.getParameters().map((parameter) => parameterOf(parameter, scope)),
    result: isSetter ? voidType : resultType(result, scope),
    never: (result.flags & ts.TypeFlags.Never) !== 0,
    returnsThis:
      (result.flags & ts.TypeFlags.TypeParameter) !== 0 && (result as ts.TypeParameter & { isThisType?: boolean }).isThisType === true,
  };
}

export function signatureOfDeclaration(declaration: ts.SignatureDeclaration, scope: Omit<TypeScope, "node">): Signature {
  const signature = scope.compilation.checker.getSignatureFromDeclaration(declaration);
  if (signature === undefined) return refuse(declaration, "overloads");
  return signatureOf(signature, scopeAt(declaration, scope));
}

/** The parameters alone: what a generator gives has no type of its own. */
export function parametersOf(declaration: ts.SignatureDeclaration, scope: Omit<TypeScope, "node">): readonly Parameter[] {
  const signature = scope.compilation.checker.getSignatureFromDeclaration(declaration);
  if (signature === undefined) return refuse(declaration, "overloads");
  return signature.getParameters().map((parameter) => parameterOf(parameter, scopeAt(declaration, scope)));
}

function parameterOf(symbol: ts.Symbol, scope: TypeScope): Parameter {
  const declaration = symbol.valueDeclaration;
  const isDeclared = declaration !== undefined && ts.isParameter(declaration);
  const node = isDeclared ? declaration : scope.node;
  const type = parameterType(symbol, node, scope);
  if (type.kind === "void") return refuse(node, "void-value");
  const name = symbol.name.replace(/^__\d+$/, "pattern");
  if (!isDeclared) return { name, rest: false, type, missing: null };
  const rest = declaration.dotDotDotToken !== undefined;
  if (declaration.initializer !== undefined) return { name, rest, ...withDefault(type, declaration.initializer, scope) };
  if (declaration.questionToken === undefined) return { name, rest, type, missing: null };
  return { name, rest, type: type.kind === "optional" ? type : optionalOf(type, node), missing: "null" };
}

/**
 * A parameter of type `never` is for what should not be there: it gets the text of it, for a message.
 * The declared type: inside the function a default has taken the place of `undefined`. */
function parameterType(symbol: ts.Symbol, node: ts.Node, scope: TypeScope): HirType {
  const type = scope.compilation.checker.getTypeOfSymbolAtLocation(symbol, node);
  return (type.flags & ts.TypeFlags.Never) !== 0 ? stringType : hirType(type, scopeAt(node, scope));
}

function withDefault(type: HirType, initializer: ts.Expression, scope: TypeScope): Pick<Parameter, "type" | "missing"> {
  if (isConstantDefault(initializer, scope.compilation.checker))
    return { type, missing: { initializer, substitution: scope.substitution } };
  return { type: optionalOf(type, initializer), missing: "null" };
}

/** Literals, and names of constants: the caller can pass them without the callee's help. */
export function isConstantDefault(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isStringLiteral(node)) return true;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword)
    return true;
  if (ts.isPrefixUnaryExpression(node)) return isConstantDefault(node.operand, checker);
  return ts.isPropertyAccessExpression(node) && constantOf(node, checker) !== null;
}

export const noSignature: Signature = { parameters: [], result: voidType, never: false, returnsThis: false };
