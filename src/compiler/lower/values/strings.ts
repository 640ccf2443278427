/** Values as text: `${x}`, `String(x)`, `"" + x`. */
import type ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i64Type, isWide, numberType, stringType, typeText } from "../types/hir-types.js";
import { builtin, integer, text } from "./build.js";
import { integerForm } from "./doubles.js";
import { settle } from "./temporaries.js";

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
      const whole = integerForm(value, false);
      const shown =
        whole === null ? builtin("string_from_double", [value], stringType, at) : numberText(whole, integer(10n, numberType, at));
      return settle(shown, to, context);
    }
    default:
      return refuse(node, "no-text", { value: node.getText(), type: typeText(type) });
  }
}

/** Digits of an integer in a base. */
export function numberText(value: Expression, radix: Expression) {
  if (isWide(value.type) && !value.type.signed) return builtin("string_from_unsigned", [value, radix], stringType, value.at);
  return builtin("string_from_signed", [toSigned64(value), radix], stringType, value.at);
}

function toSigned64(value: Expression): Expression {
  return isWide(value.type) ? value : { kind: "convert", value, mode: "exact", type: i64Type, at: value.at };
}
