/** What tsc knows of a field beyond its representation: whether what is missing there is `null` or `undefined`, say. */
import type * as ts from "typescript";
import { fieldDeclarations, fieldName } from "../classes/fields.js";
import type { ClassInfo } from "../classes/class-info.js";
import type { Compilation, Substitution } from "../compilation.js";

/** A type as written, and what its type parameters stand for. */
export interface TypeSource {
  readonly type: ts.Type;
  readonly substitution: Substitution;
}

/** The types that the field `name`, declared by `owner` itself, has wherever that class or record is made of a type. */
export function fieldSources(owner: ClassInfo, name: string, compilation: Compilation): readonly TypeSource[] {
  const { checker } = compilation;
  if (owner.declaration !== null) {
    const declared = fieldDeclarations(owner.declaration).filter((member) => fieldName(member, compilation) === name);
    return declared.map((member) => ({ type: checker.getTypeAtLocation(member), substitution: owner.substitution }));
  }
  return owner.types.flatMap(({ type, substitution }) => {
    const property = type.getProperty(/^item\d+$/.test(name) ? name.slice("item".length) : name) ?? type.getProperty(name);
    return property === undefined ? [] : [{ type: checker.getTypeOfSymbol(property), substitution }];
  });
}
