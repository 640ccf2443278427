/** `typeof x`: known from the type, or asked of the value where several kinds are possible. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, isWide, stringType } from "../types/hir-types.js";
import { and, boolean, conditional, isMember, isNull, not, or, text, unwrap } from "../values/build.js";
import { missingOf } from "../values/nullish.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "./lower-expression.js";

/** What `typeof` says of values of the type; of a mixed or optional one it depends on the value. */
function nameOf(type: HirType): string {
  if (isNarrow(type)) return "number";
  if (isWide(type)) return "bigint";
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "string":
      return "string";
    case "closure":
      return "function";
    case "void":
      return "undefined";
    default:
      return "object";
  }
}

interface Case {
  readonly test: Expression;
  readonly name: string;
}

/** Every kind that the value can be, with its test. */
function casesOf(value: Expression, node: ts.Expression, context: FunctionContext): Case[] {
  const { type, at } = value;
  if (type.kind === "optional") {
    const there = casesOf(unwrap(value, false), node, context);
    const isThere = not(isNull(value));
    return [
      { test: isNull(value), name: missingName(type, node, context) },
      ...there.map(({ test, name }) => ({ test: and(isThere, test), name })),
    ];
  }
  if (type.kind !== "mixed") return [{ test: boolean(true, at), name: nameOf(type) }];
  const nulls = type.hasNull ? [{ test: isMember(value, "null"), name: "object" }] : [];
  return [...nulls, ...type.members.map((member) => ({ test: isMember(value, member), name: nameOf(member) }))];
}

function missingName(type: HirType & { readonly kind: "optional" }, node: ts.Expression, context: FunctionContext): string {
  if (type.of.kind === "mixed" && type.of.hasNull) return "undefined";
  const missing = missingOf(node, context);
  if (missing.null === missing.undefined) return refuse(node, "null-or-undefined", { value: node.getText() });
  return missing.null ? "object" : "undefined";
}

export function lowerTypeOf(node: ts.TypeOfExpression, to: Block, context: FunctionContext): Value {
  const value = keepUnlessStable(lowerExpression(node.expression, to, context), to, context);
  const cases = casesOf(value, node.expression, context);
  const last = text(cases.at(-1)?.name ?? "undefined", context.place(node));
  return cases.slice(0, -1).reduceRight<Expression>((otherwise, { test, name }) => conditional(test, text(name, otherwise.at), otherwise), {
    ...last,
    type: stringType,
  });
}

/** `typeof x === "string"` as one test; null for any other comparison. */
export function typeOfTest(left: ts.Expression, right: ts.Expression, to: Block, context: FunctionContext): Expression | null {
  const [asked, name] = [skipParentheses(left), skipParentheses(right)];
  if (!ts.isTypeOfExpression(asked) || !ts.isStringLiteralLike(name)) return null;
  const value = keepUnlessStable(lowerExpression(asked.expression, to, context), to, context);
  const tests = casesOf(value, asked.expression, context).flatMap((one) => (one.name === name.text ? [one.test] : []));
  return tests.reduce(or, boolean(false, value.at));
}
