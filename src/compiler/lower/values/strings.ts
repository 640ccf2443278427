/** Values as text: `${x}`, `String(x)`, `"" + x`. */
import type * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { callTarget } from "../calls/call-target.js";
import { choose } from "../expressions/conditional.js";
import { functionFor } from "../functions/functions.js";
import { i64Type, isWide, numberType, presentType, stringType, typeText } from "../types/hir-types.js";
import { builtin, integer, isNull, text, unwrap } from "./build.js";
import { integerForm } from "./doubles.js";
import { textOfObject } from "./object-text.js";
import { byMember } from "./mixed.js";
import { missingName } from "./nullish.js";
import { keepUnlessStable, settle } from "./temporaries.js";

export function stringOf(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { type, at } = value;
  if (value.kind === "integer") return text(value.value.toString(), at);
  if (value.kind === "float") return text(String(value.value), at);
  switch (type.kind) {
    case "string":
      return value;
    case "bool":
      return settle(builtin("string_from_bool", [value], stringType, at), to, context);
    case "int":
    case "number":
      return settle(numberText(value, integer(10n, numberType, at)), to, context);
    case "f64": {
      const whole = integerForm(value, null);
      const shown =
        whole === null ? builtin("string_from_double", [value], stringType, at) : numberText(whole, integer(10n, numberType, at));
      return settle(shown, to, context);
    }
    case "optional":
      return textOfPossible(value, node, to, context);
    case "mixed":
      return textOfMixed(value, node, to, context);
    case "array":
      return textOfArray(value, node, to, context);
    case "object":
    case "interface":
    case "union":
      return textOfObject(value, node, to, context) ?? refuse(node, "no-text", { value: node.getText(), type: typeText(type) });
    default:
      return refuse(node, "no-text", { value: node.getText(), type: typeText(type) });
  }
}

/** `null` or `undefined`, as tsc knows it. */
function textOfPossible(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const kept = keepUnlessStable(value, to, context);
  const present: Block = [];
  const there = stringOf(unwrap(kept, false), node, present, context);
  const missing = missingText(kept.type, node, context);
  return choose(isNull(kept), { block: [], value: text(missing, value.at) }, { block: present, value: there }, to, context);
}

function missingText(type: HirType, node: ts.Node, context: FunctionContext): string {
  const inside = presentType(type);
  if (inside.kind === "mixed" && inside.hasNull) return "undefined";
  return missingName(node, context) ?? refuse(node, "no-text", { value: node.getText(), type: typeText(type) });
}

function textOfMixed(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  return byMember(value, stringType, node, to, context, (member, block) =>
    member.type.kind === "mixed" ? text("null", member.at) : stringOf(member, node, block, context),
  );
}

/** As `join()` gives it. */
function textOfArray(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const declaration = context.compilation.libraryFunction("arrayJoin");
  if (declaration === null || value.type.kind !== "array") return refuse(node, "library-missing", { name: "arrayJoin" });
  const { signature, target } = functionFor(declaration, [value.type.element], node, context.compilation);
  const call = callTarget(target, [value, text(",", value.at)], signature.result, value.at);
  return settle(call, to, context);
}

/** Digits of an integer in a base. */
export function numberText(value: Expression, radix: Expression) {
  if (isWide(value.type) && !value.type.signed) return builtin("string_from_unsigned", [value, radix], stringType, value.at);
  return builtin("string_from_signed", [toSigned64(value), radix], stringType, value.at);
}

function toSigned64(value: Expression): Expression {
  return isWide(value.type) ? value : { kind: "convert", value, mode: "exact", type: i64Type, at: value.at };
}
