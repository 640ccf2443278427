/** The number types of `src/std/integers.ts`, recognised by the literals of their `[kind]` property. */
import * as ts from "typescript";
import type { IntType, ScalarType } from "../../hir/types.js";
import { refuse } from "../refusal.js";
import type { TypeScope } from "./from-ts.js";
import { f64Type, numberType, i16Type, i32Type, i64Type, i8Type, u16Type, u32Type, u64Type, u8Type } from "./hir-types.js";

/** Widest first: a type lists the kinds that it accepts, so the widest is its own. */
const byName: readonly (readonly [string, IntType])[] = [
  ["u64", u64Type],
  ["i64", i64Type],
  ["i32", i32Type],
  ["u32", u32Type],
  ["i16", i16Type],
  ["u16", u16Type],
  ["i8", i8Type],
  ["u8", u8Type],
];

/** The type that `number & { [kind]?: … }` stands for; null for any other intersection. */
export function flavourOf(type: ts.IntersectionType, scope: TypeScope): ScalarType | null {
  const { checker, checked } = scope.compilation;
  const kinds = kindsOf(type, checker);
  if (kinds.has("real")) return checked.profile === "host" ? f64Type : numberType;
  if (kinds.has("f64")) return checked.profile === "host" ? f64Type : refuse(scope.node, "double");
  return integerOfKinds(kinds);
}

/** The integer type among the kinds; null where there is none. */
export function integerOfKinds(kinds: ReadonlySet<string>): IntType | null {
  return byName.find(([name]) => kinds.has(name))?.[1] ?? null;
}

/** The names in the type's `[kind]`. */
export function kindsOf(type: ts.IntersectionType, checker: ts.TypeChecker): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const part of type.types) {
    if ((part.flags & ts.TypeFlags.Object) === 0) continue;
    for (const property of part.getProperties()) {
      if (!property.escapedName.toString().startsWith("__@kind@")) continue;
      for (const literal of literalsOf(checker.getTypeOfSymbol(property))) kinds.add(literal);
    }
  }
  return kinds;
}

function literalsOf(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
}
