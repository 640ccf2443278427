/** What the place of a call's result says of the call's type arguments. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { Refusal } from "../refusal.js";
import { hirType, typeAt } from "../types/from-ts.js";
import { isNarrow, isWide, presentType, sameType } from "../types/hir-types.js";
import { isAssignable, isObject, isReadonlyView } from "../values/coerce.js";
import { unify, type Found } from "./unify.js";

/**
 * Where tsc infers `number` or `Dog[]` from the arguments and the place of the result says `u32` or `Animal[]`, it is that: tsc would
 * let the one pass as the other, and they lie differently in memory. A result that converts to what the place wants stays as it is.
 * @param inferred the type arguments from elsewhere; one that is refused counts only where the place does not say it
 */
export function refinedByPlace(
  inferred: readonly (() => HirType)[],
  declaration: ts.SignatureDeclaration,
  node: ts.Expression,
  context: FunctionContext,
): readonly HirType[] {
  const { checker, compilation } = context;
  const signature = checker.getSignatureFromDeclaration(declaration);
  const wanted = signature === undefined ? null : typeOfPlace(node, context);
  if (signature === undefined || wanted === null || fits(node, wanted, context)) return inferred.map((find) => find());
  const result = checker.getReturnTypeOfSignature(signature);
  const found: Found = new Map();
  unify(result, presentType(wanted), found, compilation);
  return inferred.map((find, n) => {
    const parameter = declaration.typeParameters?.[n];
    const symbol = parameter === undefined ? undefined : checker.getSymbolAtLocation(parameter.name);
    const better = symbol === undefined ? undefined : found.get(symbol);
    const type = better === undefined ? find() : unlessRefused(find);
    if (symbol === undefined || better === undefined || type === null) return better ?? find();
    return isResultItself(result, symbol) ? ofResult(type, better, context) : better;
  });
}

/** What the place of `node` wants; null where nobody says, or it cannot be compiled. */
function typeOfPlace(node: ts.Expression, context: FunctionContext): HirType | null {
  const known = context.wanted.get(node);
  if (known !== undefined) return known;
  const type = context.checker.getContextualType(node);
  return type === undefined ? null : unlessRefused(() => hirType(type, context.typeScope(node)));
}

function unlessRefused(find: () => HirType): HirType | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What tsc infers is what the place wants, or can be seen as that. */
function fits(node: ts.Expression, wanted: HirType, context: FunctionContext): boolean {
  const inferred = unlessRefused(() => typeAt(node, context));
  return inferred !== null && (sameType(inferred, wanted) || isReadonlyView(inferred, wanted, node, context));
}

/** The function returns a `T`, or `T | null`. */
function isResultItself(result: ts.Type, parameter: ts.Symbol): boolean {
  const parts = result.isUnion() ? result.types : [result];
  return parts.some((part) => (part.flags & ts.TypeFlags.TypeParameter) !== 0 && part.symbol === parameter);
}

/** Numbers, objects and functions convert afterwards; what holds others does not. */
function ofResult(type: HirType, better: HirType, context: FunctionContext): HirType {
  const present = presentType(type);
  if (better.kind === "void" || better.kind === "optional") return type;
  if (isNarrow(type)) return better.kind === "int" && isNarrow(better) ? better : type;
  if (isWide(type)) return isWide(better) ? better : type;
  const isOther = isObject(present)
    ? isObject(better) && !isAssignable(present, better, context.compilation)
    : ["array", "map", "set"].includes(present.kind) && present.kind === better.kind;
  if (!isOther) return type;
  return type.kind === "optional" ? { kind: "optional", of: better } : better;
}
