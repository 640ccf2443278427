/** Values of several kinds: scalars in boxes, and what tells the kinds apart. */
import type { Expression, HirType, Operation } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { atom, call, castTo, compound, operand, type Code } from "./code.js";
import { emitAs, emitExpression, type ExpressionOf } from "./expressions.js";
import type { OperationCode } from "./results.js";
import type { ExpressionScope } from "./scope.js";
import { cellTag, cType } from "./types.js";
import type { FunctionWriter } from "./writer.js";

/** A box holds its scalar as a cell does. */
export function emitBox(op: Extract<Operation, { kind: "box" }>, w: FunctionWriter): OperationCode {
  const tag = cellTag(op.value.type);
  const write = (variable: string): void => {
    const text = emitAs(op.value, op.value.type, w).text;
    w.line(`${variable} = RT_NEW(${tag});`);
    w.throwIf(`${variable} == NULL`);
    w.line(`((struct ${tag} *)${variable})->value = ${text};`);
  };
  return { how: "steps", type: op.type, write };
}

/** The class that all values of a library type have. */
const libraryClasses: Partial<Record<HirType["kind"], string>> = {
  string: "rt_string_class",
  array: "rt_array_class",
  map: "rt_map_class",
  set: "rt_map_class",
  bytes: "rt_bytes_class",
  weak: "rt_weak_class",
};

export function emitIsMember(value: Expression, member: HirType | "null", scope: ExpressionScope): Code {
  const text = emitExpression(value, scope);
  if (member === "null") return compound(`${operand(text)} == &rt_null`);
  if (!isCounted(member)) return call("rt_has_class", text.text, `&${cellTag(member)}__class`);
  const library = libraryClasses[member.kind];
  if (library !== undefined) return call("rt_has_class", text.text, `&${library}`);
  return call(member.kind === "closure" ? "rt_is_function" : "rt_is_program_object", text.text);
}

export function emitUnbox(e: ExpressionOf<"unbox">, scope: ExpressionScope): Code {
  const value = emitExpression(e.value, scope);
  const place = scope.place(e.at);
  if (!isCounted(e.type)) {
    const tag = cellTag(e.type);
    const box = castTo(`struct ${tag} *`, call("rt_unbox", value.text, `&${tag}__class`, place));
    return atom(`(${box.text})->value`);
  }
  return castTo(cType(e.type), call("rt_cast_if", value.text, emitIsMember(e.value, e.type, scope).text, place));
}
