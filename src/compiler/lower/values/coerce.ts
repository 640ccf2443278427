/** A value where another type is expected: what widens, what is checked, what is refused. */
import * as ts from "typescript";
import type { Block, Expression, Place } from "../../hir/nodes.js";
import { isCounted, type ClassId, type HirType } from "../../hir/types.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { wholeOf } from "../../frontend/transparent.js";
import { findField } from "../classes/class-info.js";
import type { Compilation } from "../compilation.js";
import type { FunctionContext } from "../function-context.js";
import { adaptClosure } from "../functions/adapters.js";
import { refuse } from "../refusal.js";
import { isNarrow, isWide, presentType, sameType, typeText } from "../types/hir-types.js";
import { fits, rangeOfType } from "../types/ranges.js";
import { isBelow } from "../types/unions.js";
import { anyValue, cast, conditional, integer, isNever, isNull, nullOf, optional, unwrap } from "./build.js";
import { integerForm, toDouble } from "./doubles.js";
import { intervalOf } from "./intervals.js";
import { keepUnlessStable } from "./temporaries.js";
import { coerceMixed, isMixed } from "./mixed.js";
import { stringOf } from "./strings.js";

/** `value` as a `target`; statements that this takes go to `to`. @throws Refusal at `node` where the shapes differ */
export function coerce(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const source = value.type;
  if (isNever(value)) return anyValue(target, value.at);
  if (sameType(source, target)) return value;
  if (value.kind === "null" && target.kind === "optional") return nullOf(target, value.at);
  if (isNeverAt(node, context)) return impossible(value, target, node, to, context);
  if (isMixed(source) || isMixed(target)) return coerceMixed(value, target, node, to, context);
  if (target.kind === "optional") return coerceOptional(value, target.of, node, to, context);
  if (isNarrow(source) && isNarrow(target)) return convertTo(value, target, placeOfWhole(node, context));
  if (isWide(source) && isWide(target)) return convertTo(value, target, placeOfWhole(node, context));
  if (source.kind === "closure" && target.kind === "closure") return adaptClosure(value, target, node, to, context);
  if (isObject(source) && isObject(target)) return coerceObject(value, target, node, context.compilation);
  if (isReadonlyView(source, target, node, context)) return cast(value, target, false);
  if (target.kind === "void") return value;
  return refuse(node, "no-conversion", { value: node.getText(), source: typeText(source), target: typeText(target) });
}

/** tsc says that nothing gets here. */
function isNeverAt(node: ts.Node, context: FunctionContext): boolean {
  return ts.isExpression(node) && (context.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Never) !== 0;
}

/** What comes all the same is shown as text where that is wanted; anywhere else it ends the program. */
function impossible(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (target.kind === "string" && ["bool", "int", "number", "f64", "mixed"].includes(value.type.kind))
    return stringOf(value, node, to, context);
  to.push({ kind: "unreachable", reason: "a value of type never", at: value.at });
  return anyValue(target, value.at);
}

/** `readonly Animal[]` of a `Dog[]`: the same pointers, and nobody can put another animal in. */
export function isReadonlyView(source: HirType, target: HirType, node: ts.Node, context: FunctionContext): boolean {
  if (source.kind !== "array" || target.kind !== "array" || !isSafelyWidened(source.element, target.element, context.compilation))
    return false;
  const type = ts.isExpression(node) ? context.checker.getContextualType(node) : undefined;
  return type !== undefined && context.checker.getNonNullableType(type).getSymbol()?.name === "ReadonlyArray";
}

/** Every element of one type is, as it lies in memory, one of the other. */
function isSafelyWidened(source: HirType, target: HirType, compilation: Compilation): boolean {
  if (sameType(source, target)) return true;
  if (target.kind === "optional" && isCounted(target)) return isSafelyWidened(presentType(source), target.of, compilation);
  return isObject(source) && isObject(target) && isAssignable(source, target, compilation);
}

function coerceOptional(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const source = value.type;
  if (source.kind !== "optional") return optional(coerce(value, target, node, to, context));
  if (isNarrow(source.of) && isNarrow(target)) return convertOptional(value, target, node, to, context);
  if (isObject(source.of) && isObject(target)) {
    assertObject(source.of, target, node, context.compilation);
    return cast(value, { kind: "optional", of: target }, false);
  }
  return refuse(node, "no-conversion", { value: node.getText(), source: typeText(source), target: `${typeText(target)} | null` });
}

/** What is missing stays so. */
function convertOptional(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const kept = keepUnlessStable(value, to, context);
  const present = optional(convertTo(unwrap(kept, false), target, placeOfWhole(node, context)));
  return conditional(isNull(kept), nullOf(present.type, value.at), present);
}

/** What does not fit traps where the expression starts that is converted or stored, behind its parentheses. */
export function placeOfWhole(node: ts.Node, context: FunctionContext): Place {
  const whole = wholeOf(node);
  return context.place(ts.isExpression(whole) ? skipParentheses(whole) : whole);
}

/** To a number type of the same family: a constant at once, checked only where it may not fit. @param at the place that a trap names */
export function convertTo(value: Expression, target: HirType, at = value.at): Expression {
  if (sameType(value.type, target)) return value;
  if (target.kind === "f64") return toDouble(value);
  if (value.type.kind === "f64") return fromDouble(value, target, at);
  const [have, room] = [intervalOf(value), rangeOfType(target)];
  const isExact = have !== null && room !== null && fits(have, room);
  if (value.kind === "integer" && isExact) return integer(value.value, target, value.at);
  return { kind: "convert", value, mode: isExact ? "exact" : "checked", type: target, at };
}

/** A double that is known to be an integer is one; any other traps where it has a fraction or does not fit. */
function fromDouble(value: Expression, target: HirType, at: Place): Expression {
  const form = integerForm(value, { type: target, at, isWhole: true });
  return form === null ? { kind: "convert", value, mode: "checked", type: target, at } : convertTo(form, target, at);
}

type ObjectType = HirType & { readonly kind: "object" | "interface" | "union" };

/** An instance of a class of the program; an optional one is none. */
export function isObject(type: HirType): type is ObjectType {
  return type.kind === "object" || type.kind === "interface" || type.kind === "union";
}

function coerceObject(value: Expression, target: ObjectType, node: ts.Node, compilation: Compilation): Expression {
  if (!isObject(value.type)) return value;
  assertObject(value.type, target, node, compilation);
  return cast(value, target, false);
}

function assertObject(source: ObjectType, target: ObjectType, node: ts.Node, compilation: Compilation): void {
  if (isAssignable(source, target, compilation)) return;
  refuse(node, "shape-change", {
    value: node.getText(),
    source: nameOf(source, compilation),
    target: nameOf(target, compilation),
    rewrite: rewriteOf(source, target, node, compilation),
  });
}

/** Every instance of `source` is one of `target`. */
export function isAssignable(source: ObjectType, target: ObjectType, compilation: Compilation): boolean {
  if (source.kind === "union") return source.classes.every((id) => isAssignable({ kind: "object", class: id }, target, compilation));
  switch (target.kind) {
    case "object":
      return source.kind === "object" && isBelow(source.class, target.class, compilation);
    case "union":
      return source.kind === "object" && target.classes.some((id) => isBelow(source.class, id, compilation));
    case "interface":
      return interfacesOf(source, compilation).includes(target.interface);
  }
}

function interfacesOf(source: ObjectType, compilation: Compilation): readonly ClassId[] {
  if (source.kind === "interface") return interfaceAncestors(source.interface, compilation);
  const all: ClassId[] = [];
  if (source.kind !== "object") return all;
  for (let info = compilation.classesById.get(source.class) ?? null; info !== null; info = info.base) {
    info.prepareMethods();
    all.push(...info.hir.interfaces);
  }
  return all;
}

function interfaceAncestors(id: ClassId, compilation: Compilation): ClassId[] {
  const info = compilation.interfacesById.get(id);
  info?.prepare();
  return [id, ...(info?.hir.extends ?? []).flatMap((parent) => interfaceAncestors(parent, compilation))];
}

function nameOf(type: ObjectType, compilation: Compilation): string {
  if (type.kind === "object") return compilation.classesById.get(type.class)?.hir.name ?? type.class;
  if (type.kind === "interface") return compilation.interfacesById.get(type.interface)?.hir.name ?? type.interface;
  return type.classes.map((id) => nameOf({ kind: "object", class: id }, compilation)).join(" | ");
}

/** An object literal with the user's names that makes the target from the source. */
function rewriteOf(source: ObjectType, target: ObjectType, node: ts.Node, compilation: Compilation): string {
  const text = node.getText();
  const wanted = target.kind === "object" ? compilation.classesById.get(target.class) : undefined;
  const given = source.kind === "object" ? compilation.classesById.get(source.class) : undefined;
  if (wanted === undefined || given === undefined) return text;
  wanted.prepareFields();
  const names = wanted.hir.fields.map((field) => field.name).filter((name) => findField(given, name) !== null);
  return `{ ${names.map((name) => `${name}: ${text}.${name}`).join(", ")} }`;
}
