/** Numbers as text and in other types. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { lowerAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { callLibraryFunction } from "./library-function.js";
import { refuse } from "../refusal.js";
import { i64Type, isWide, numberType } from "../types/hir-types.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { numberText, stringOf } from "../values/strings.js";
import { constantOf } from "../values/constants.js";

/** `n.toString(radix)`; a radix that is no constant is checked by the library. */
export function lowerToString(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [radix] = node.arguments;
  if (radix === undefined) return stringOf(receiver, node, to, context);
  if (receiver.type.kind === "bool") return refuse(radix, "library-member", { member: "toString(radix)", type: "boolean" });
  const constant = constantOf(radix, context.checker);
  const kept = keepUnlessStable(receiver, to, context);
  if (constant?.kind === "number" && constant.value >= 2n && constant.value <= 36n)
    return numberText(kept, lowerAs(radix, numberType, to, context));
  const isUnsigned = isWide(kept.type) && !kept.type.signed;
  const declaration = context.compilation.libraryFunction(isUnsigned ? "unsignedToString" : "signedToString");
  if (declaration === null) return refuse(node, "library-missing", { name: "toString" });
  const value: Expression = isWide(kept.type) ? kept : { kind: "convert", value: kept, mode: "exact", type: i64Type, at: kept.at };
  return callLibraryFunction(declaration, [value], node.arguments, node, to, context);
}
