/** `u8(x)`, `Number(x)`, `BigInt(x)`: conversions that C checks. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { hasTag } from "../frontend/tags.js";
import { fitCheck } from "./checks.js";
import { integerOf, isBigint, isConversion, isNumber, nameOf, wideTypeOf } from "./integers.js";
import type { Lane } from "./lane.js";
import { expectedInteger } from "./stores.js";
import { isStored } from "./syntax.js";

/** Null for any other call. */
export function checkedCall(node: ts.CallExpression, lane: Lane): ts.Expression | null {
  const [argument] = node.arguments;
  if (!ts.isIdentifier(node.expression) || argument === undefined || node.arguments.length !== 1) return null;
  if (node.expression.text === "Number" && isBigint(lane.checker.getTypeAtLocation(argument)))
    return lane.checked("wideNumber", [lane.expression(argument)], skipParentheses(argument));
  if (isConversion(node)) return convertedToBigint(node, argument, lane);
  return isIntrinsic(node, lane) ? convertedByName(node, argument, lane) : null;
}

/** Stored where a type is declared it is checked there. */
function convertedToBigint(node: ts.CallExpression, argument: ts.Expression, lane: Lane): ts.Expression | null {
  const name = nameOf(wideTypeOf(node, lane.checker));
  if (name === null || (isStored(node) && expectedInteger(node, lane) !== null) || !isNumber(lane.checker.getTypeAtLocation(argument)))
    return null;
  return lane.checked(fitCheck(name), [ts.visitEachChild(node, lane.visit, lane.context)], skipParentheses(argument));
}

function isIntrinsic(node: ts.CallExpression, { checker }: Lane): boolean {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  return declaration !== undefined && hasTag(declaration, "intrinsic");
}

/** `u8(x)` takes numbers and bigints, and gives what its type is made of. */
function convertedByName(node: ts.CallExpression, argument: ts.Expression, lane: Lane): ts.Expression | null {
  const type = integerOf(lane.checker.getTypeAtLocation(node), lane.checker);
  const name = type === null ? null : nameOf(type);
  if (type?.kind !== "int" || name === null || !ts.isIdentifier(node.expression) || node.expression.text !== name) return null;
  const given = lane.expression(argument);
  const place = skipParentheses(argument);
  const isSame = isBigint(lane.checker.getTypeAtLocation(argument)) === (type.bits === 64);
  if (isSame) return lane.checked(fitCheck(name), [given], place);
  return convertedAcross(name, given, place, lane);
}

/** Checked as a bigint, which holds either exactly. */
function convertedAcross(
  name: NonNullable<ReturnType<typeof nameOf>>,
  given: ts.Expression,
  place: ts.Expression,
  lane: Lane,
): ts.Expression {
  const { factory } = lane;
  const call = (to: string, value: ts.Expression): ts.Expression =>
    factory.createCallExpression(factory.createIdentifier(to), undefined, [value]);
  if (name === "u64" || name === "i64") return lane.checked(fitCheck(name), [call("BigInt", given)], place);
  return lane.checked(fitCheck(name), [call("Number", given)], place);
}
