/** Top-level functions, static methods and accessors: one instance per type arguments, the body lowered later. */
import * as ts from "typescript";
import { hasTag, nativeFunctionName, taggedName } from "../../frontend/tags.js";
import type { HirType } from "../../hir/types.js";
import { memberKey } from "../classes/hierarchy.js";
import type { Compilation, Substitution } from "../compilation.js";
import { refuse } from "../refusal.js";
import { typeIdentifier, typeText } from "../types/hir-types.js";
import { isModuleLevel } from "./analysis.js";
import { lowerBody, lowerParameters } from "./bodies.js";
import type { FunctionInstance, Signature } from "./function-instance.js";
import { makeFunction } from "./make-function.js";
import { nativeFor } from "./natives.js";
import { signatureOfDeclaration } from "./signatures.js";

export type TopLevelFunction =
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.AccessorDeclaration | ts.ArrowFunction | ts.FunctionExpression;

/** `const f = <T>(x: T) => …` among the statements of a module: a function like any other. */
export function genericConstant(symbol: ts.Symbol): ts.ArrowFunction | ts.FunctionExpression | null {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isModuleLevel(declaration)) return null;
  const { initializer } = declaration;
  const isFunction = initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return isFunction && isConstant && initializer.typeParameters !== undefined ? initializer : null;
}

/** @param node what names it, for refusals */
export function functionFor(
  declaration: TopLevelFunction,
  typeArguments: readonly HirType[],
  node: ts.Node,
  compilation: Compilation,
): FunctionInstance {
  const key = `function ${compilation.numberOf(declaration)} ${typeArguments.map(typeText).join(", ")}`;
  return compilation.functions.get(
    key,
    () => filesOf(declaration, typeArguments, compilation),
    () => instantiate(declaration, typeArguments, node, compilation),
  );
}

function filesOf(declaration: ts.Node, typeArguments: readonly HirType[], compilation: Compilation): readonly ts.SourceFile[] {
  return [declaration.getSourceFile(), ...compilation.filesOf(typeArguments)];
}

function instantiate(
  declaration: TopLevelFunction,
  typeArguments: readonly HirType[],
  node: ts.Node,
  compilation: Compilation,
): FunctionInstance {
  if (typeArguments.some((type) => typeText(type).length > 400)) refuse(node, "generic-growth", { name: nameOf(declaration) });
  const substitution = withTypeParameters(declaration, typeArguments, new Map(), compilation);
  const signature = signatureOfDeclaration(declaration, { compilation, substitution });
  return { signature, target: targetOf(declaration, { typeArguments, substitution, signature }, compilation) };
}

interface Instantiation {
  readonly typeArguments: readonly HirType[];
  readonly substitution: Substitution;
  readonly signature: Signature;
}

function targetOf(declaration: TopLevelFunction, instantiation: Instantiation, compilation: Compilation): FunctionInstance["target"] {
  const { signature, substitution, typeArguments } = instantiation;
  const builtin = taggedName(declaration, "builtin");
  if (builtin !== null) return { kind: "builtin", name: builtin };
  if (nativeFunctionName(declaration) !== null) return { kind: "native", native: nativeFor(declaration, signature, null, compilation) };
  if (hasTag(declaration, "intrinsic")) return refuse(declaration, "intrinsic-unknown", { name: nameOf(declaration) });
  const { body } = declaration;
  if (body === undefined) return refuse(declaration, "function-without-body", { name: nameOf(declaration) });
  const suffix = typeArguments.map((type) => `_${typeIdentifier(type)}`).join("");
  const name = nameOf(declaration) + suffix;
  const context = makeFunction(
    { name, node: declaration, result: signature.result, substitution, thisClass: null, parent: null },
    compilation,
  );
  compilation.enqueue(filesOf(declaration, typeArguments, compilation), () => {
    compilation.guard(declaration, () => {
      lowerParameters(declaration.parameters, signature.parameters, context.function.body, context);
      lowerBody(body, context.function.body, context);
    });
  });
  return { kind: "hir", function: context.function };
}

/** As in backtraces: `Vcpu.start`; `anonymous` without a name. */
export function nameOf(declaration: ts.FunctionLikeDeclaration): string {
  const holder = ts.isVariableDeclaration(declaration.parent) ? declaration.parent.name.getText() : "anonymous";
  const name = ts.isAccessor(declaration) ? memberKey(declaration) : (declaration.name?.getText() ?? holder);
  const owner = ts.isClassLike(declaration.parent) ? declaration.parent.name?.text : undefined;
  return owner === undefined ? name : `${owner}.${name}`;
}

/** `outer` with the type parameters of `declaration` standing for `typeArguments`. */
export function withTypeParameters(
  declaration: ts.SignatureDeclaration,
  typeArguments: readonly HirType[],
  outer: Substitution,
  compilation: Compilation,
): Substitution {
  const substitution = new Map(outer);
  declaration.typeParameters?.forEach((parameter, n) => {
    const symbol = compilation.checker.getSymbolAtLocation(parameter.name);
    const type = typeArguments[n];
    if (symbol !== undefined && type !== undefined) substitution.set(symbol, type);
  });
  return substitution;
}
