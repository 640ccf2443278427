/** What `if`, loops, `!`, `&&` and `?:` make of a value: JavaScript's truthiness. */
import type * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { and, boolean, compare, float, integer, isMember, isNull, length, not, or, unbox, unwrap } from "../values/build.js";
import { math } from "../values/doubles.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { lowerExpression } from "./lower-expression.js";

/** `node` as a condition. */
export function lowerCondition(node: ts.Expression, to: Block, context: FunctionContext): Expression {
  return truth(lowerExpression(node, to, context), node, to, context);
}

/** Is the value truthy? */
export function truth(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { type } = value;
  switch (type.kind) {
    case "bool":
      return value;
    case "int":
    case "number":
      return compare("!==", value, integer(0n, type, value.at));
    case "f64":
      return compare(">", math("abs", [value]), float(0, value.at));
    case "string": {
      const units = length(value);
      return compare("!==", units, integer(0n, units.type, value.at));
    }
    case "optional":
      return truthOfOptional(value, node, to, context);
    case "mixed":
      return truthOfMixed(value, type.members, node, to, context);
    case "void":
      return refuse(node, "void-value");
    default:
      return boolean(true, value.at);
  }
}

/** JavaScript's `null` is no member, and not truthy. */
function truthOfMixed(value: Expression, members: readonly HirType[], node: ts.Node, to: Block, context: FunctionContext): Expression {
  const kept = keepUnlessStable(value, to, context);
  const tests = members.map((member) => and(isMember(kept, member), truth(unbox(kept, member), node, to, context)));
  return tests.reduce(or, boolean(false, value.at));
}

function truthOfOptional(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const present = value.type.kind === "optional" ? value.type.of : value.type;
  const isScalarOrString = ["bool", "int", "number", "f64", "string", "mixed"].includes(present.kind);
  if (!isScalarOrString) return not(isNull(value));
  const kept = keepUnlessStable(value, to, context);
  return and(not(isNull(kept)), truth(unwrap(kept, false), node, to, context));
}
