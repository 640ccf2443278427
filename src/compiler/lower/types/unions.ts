/** Unions of classes and records: the only unions of different types there are. */
import type { ClassId, HirType } from "../../hir/types.js";
import { extendsClass } from "../classes/class-info.js";
import { refuse } from "../refusal.js";
import type { TypeScope } from "./from-ts.js";
import { typeText } from "./hir-types.js";
import type { Compilation } from "../compilation.js";

export function unionOfObjects(types: readonly HirType[], scope: TypeScope): HirType {
  const ids = new Set<ClassId>();
  for (const type of types) {
    if (type.kind === "object") ids.add(type.class);
    else if (type.kind === "union") type.classes.forEach((id) => ids.add(id));
    else refuse(scope.node, "union-of-different-kinds", { types: types.map(typeText).join(" | ") });
  }
  return unionOfClasses([...ids], scope.compilation);
}

/** Classes that another one of the list covers are left out. */
export function unionOfClasses(ids: readonly ClassId[], compilation: Compilation): HirType {
  const covered = (id: ClassId): boolean => ids.some((other) => other !== id && isBelow(id, other, compilation));
  const classes = ids.filter((id) => !covered(id)).sort();
  const [only] = classes;
  return classes.length === 1 && only !== undefined ? { kind: "object", class: only } : { kind: "union", classes };
}

/** `id` is `ancestor`, or extends it. */
export function isBelow(id: ClassId, ancestor: ClassId, compilation: Compilation): boolean {
  const info = compilation.classesById.get(id);
  return info !== undefined && extendsClass(info, ancestor);
}
