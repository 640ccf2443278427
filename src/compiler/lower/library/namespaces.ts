/** Members of JavaScript's global objects: `Math.min`, `BigInt.asUintN`, `Array.from`, `Number.MAX_SAFE_INTEGER`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { symbolOf } from "../expressions/identifier.js";
import { containerTest } from "../expressions/instance-of.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { functionValue } from "../functions/function-values.js";
import { refuse } from "../refusal.js";
import { numberType } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { typedArrays, type BytesType } from "../types/typed-arrays.js";
import { safeRange } from "../types/ranges.js";
import { float, integer } from "../values/build.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { lowerArrayFrom } from "./arrays.js";
import { lowerAsInt, lowerAsUint } from "./bigints.js";
import { copyOf, lowerBytesOf } from "./bytes.js";
import { lowerStringify } from "./json.js";
import { callLibraryFunction } from "./library-function.js";
import { elementBytes } from "./typed-arrays.js";
import { mathFunctions } from "./math.js";
import { doubleFunctions } from "./doubles.js";
import { doubleConstants, doubleMathFunctions } from "./math-doubles.js";

const namespaces: ReadonlySet<string> = new Set([
  "Math",
  "BigInt",
  "Number",
  "String",
  "Array",
  "Object",
  ...typedArrays.keys(),
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
  ["JSON.stringify", lowerStringify],
  ["String.fromCharCode", oneOrMany("stringFromOneCharCode", "stringFromCharCode")],
  ["String.fromCodePoint", oneOrMany("stringFromOneCodePoint", "stringFromCodePoint")],
  ...[...typedArrays].flatMap(([name, type]): [string, NamespaceCall][] => [
    [`${name}.of`, (node, to, context) => lowerBytesOf(type, node, to, context)],
    [`${name}.from`, (node, to, context) => lowerBytesFrom(type, node, to, context)],
  ]),
  ["Math.clz32", libraryCall("mathClz32")],
]);

function lowerIsArray(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [value] = node.arguments;
  if (value === undefined) return refuse(node, "argument-missing", { name: "value" });
  return containerTest(keepUnlessStable(lowerExpression(value, to, context), to, context), "array");
}

/** `Math.floor` as a value. */
function functionOf(name: string, node: ts.Node, context: FunctionContext): ts.FunctionDeclaration | null {
  if (!context.compilation.hasDoubles(node)) return null;
  return context.compilation.libraryFunction(`math${name.charAt(0).toUpperCase()}${name.slice(1)}Value`);
}

/** `Float64Array.from(xs)` */
function lowerBytesFrom(type: BytesType, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [source, ...others] = node.arguments;
  if (source === undefined || others.length > 0) return refuse(node, "bytes-of");
  return copyOf(lowerExpression(source, to, context), type, source, to, context);
}

function libraryCall(name: string): NamespaceCall {
  return (node, to, context) => {
    const declaration = context.compilation.libraryFunction(name);
    return declaration === null
      ? refuse(node, "library-missing", { name })
      : callLibraryFunction(declaration, [], node.arguments, node, to, context);
  };
}

/** Two functions for one: that for a single argument makes no array of them. */
function oneOrMany(one: string, many: string): NamespaceCall {
  const [callOne, callMany] = [libraryCall(one), libraryCall(many)];
  return (node, to, context, expected) => {
    const [first, ...others] = node.arguments;
    const single = first !== undefined && others.length === 0 && !ts.isSpreadElement(first);
    return (single ? callOne : callMany)(node, to, context, expected);
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
  const lower =
    (context.compilation.hasDoubles(node) ? (doubleMathFunctions.get(full) ?? doubleFunctions.get(full)) : undefined) ?? calls.get(full);
  return lower === undefined
    ? refuse(node.expression, "library-name", { name: `${namespace}.${name}` })
    : lower(node, to, context, expected);
}

export function namespaceConstant(namespace: string, name: string, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const function_ = namespace === "Math" ? functionOf(name, node, context) : null;
  if (function_ !== null) return functionValue(function_, node, to, context, null);
  const double = doubleConstants.get(`${namespace}.${name}`);
  if (double !== undefined && context.compilation.hasDoubles(node)) return float(double, context.place(node));
  const array = typedArrays.get(namespace);
  if (array !== undefined && name === "BYTES_PER_ELEMENT") return integer(elementBytes(array), numberType, context.place(node));
  switch (`${namespace}.${name}`) {
    case "Number.MAX_SAFE_INTEGER":
      return integer(safeRange.greatest, numberType, context.place(node));
    case "Number.MIN_SAFE_INTEGER":
      return integer(safeRange.least, numberType, context.place(node));
    default:
      return refuse(node, "library-name", { name: `${namespace}.${name}` });
  }
}
