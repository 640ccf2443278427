/** Members of JavaScript's global objects: `Math.min`, `BigInt.asUintN`, `Array.from`, `Number.MAX_SAFE_INTEGER`. */
import ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { symbolOf } from "../expressions/identifier.js";
import { containerTest } from "../expressions/instance-of.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { numberType } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { safeRange } from "../types/ranges.js";
import { float, integer } from "../values/build.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { lowerArrayFrom } from "./arrays.js";
import { lowerAsInt, lowerAsUint } from "./bigints.js";
import { lowerBytesOf } from "./bytes.js";
import { callLibraryFunction } from "./library-function.js";
import { mathFunctions } from "./math.js";
import { doubleConstants, doubleMathFunctions } from "./math-doubles.js";

const namespaces: ReadonlySet<string> = new Set([
  "Math",
  "BigInt",
  "Number",
  "String",
  "Array",
  "Object",
  "Uint8Array",
  "JSON",
  "Date",
  "Reflect",
  "Atomics",
]);

/** The name of the global object that `node` is; null for any other expression. */
export function namespaceOf(node: ts.Expression, context: FunctionContext): string | null {
  if (!ts.isIdentifier(node) || !namespaces.has(node.text)) return null;
  return isGlobalSymbol(symbolOf(node, context), context) ? node.text : null;
}

export type NamespaceCall = (node: ts.CallExpression, to: Block, context: FunctionContext, expected: HirType | null) => Value;

const calls: ReadonlyMap<string, NamespaceCall> = new Map<string, NamespaceCall>([
  ...mathFunctions,
  ["BigInt.asUintN", lowerAsUint],
  ["BigInt.asIntN", lowerAsInt],
  ["Array.from", lowerArrayFrom],
  ["Array.isArray", lowerIsArray],
  ["String.fromCharCode", libraryCall("stringFromCharCode")],
  ["String.fromCodePoint", libraryCall("stringFromCodePoint")],
  ["Uint8Array.of", lowerBytesOf],
  ["Math.clz32", libraryCall("mathClz32")],
]);

function lowerIsArray(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [value] = node.arguments;
  if (value === undefined) return refuse(node, "argument-missing", { name: "value" });
  return containerTest(keepUnlessStable(lowerExpression(value, to, context), to, context), "array");
}

function libraryCall(name: string): NamespaceCall {
  return (node, to, context) => {
    const declaration = context.compilation.libraryFunction(name);
    return declaration === null
      ? refuse(node, "library-missing", { name })
      : callLibraryFunction(declaration, [], node.arguments, node, to, context);
  };
}

export function lowerNamespaceCall(
  namespace: string,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  const full = `${namespace}.${name}`;
  const lower = (context.compilation.hasDoubles(node) ? doubleMathFunctions.get(full) : undefined) ?? calls.get(full);
  return lower === undefined
    ? refuse(node.expression, "library-name", { name: `${namespace}.${name}` })
    : lower(node, to, context, expected);
}

export function namespaceConstant(namespace: string, name: string, node: ts.Node, context: FunctionContext): Expression {
  const double = doubleConstants.get(`${namespace}.${name}`);
  if (double !== undefined && context.compilation.hasDoubles(node)) return float(double, context.place(node));
  switch (`${namespace}.${name}`) {
    case "Number.MAX_SAFE_INTEGER":
      return integer(safeRange.greatest, numberType, context.place(node));
    case "Number.MIN_SAFE_INTEGER":
      return integer(safeRange.least, numberType, context.place(node));
    default:
      return refuse(node, "library-name", { name: `${namespace}.${name}` });
  }
}
