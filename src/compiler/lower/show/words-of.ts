/** A value as the words that the runtime takes it apart into (runtime-c/show). */
import type * as ts from "typescript";
import type { Block, Expression, HirNative } from "../../hir/nodes.js";
import { shownRecord } from "../classes/records.js";
import type { FunctionContext } from "../function-context.js";
import { boolType, stringType } from "../types/hir-types.js";
import { boolean } from "../values/build.js";
import { settle } from "../values/temporaries.js";

const words = { kind: "array", element: stringType } as const;

/**
 * @param what shows it, for a message
 * @param whole with everything in it, as JSON has it
 */
export function wordsOf(
  value: Expression,
  node: ts.Expression,
  what: string,
  whole: boolean,
  to: Block,
  context: FunctionContext,
): Expression {
  const wrapper = shownRecord(value.type, context.typeScope(node));
  const type = { kind: "object", class: wrapper.hir.id } as const;
  const source = { type: context.checker.getTypeAtLocation(node), substitution: context.typeScope(node).substitution };
  context.compilation.shown.values.push({ wrapper, node, source, what });
  const wrapped = settle({ kind: "record", class: wrapper.hir.id, fields: [value], type, at: value.at }, to, context);
  const native: HirNative = { name: "rt_show", parameters: [type, boolType], result: words, struct: null, locking: null };
  return settle({ kind: "callNative", native, arguments: [wrapped, boolean(whole, value.at)], type: words, at: value.at }, to, context);
}
