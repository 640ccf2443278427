/** The first assignments of a constructor: the fields hold nothing yet, so nothing has to be let go of. */
import type { Statement } from "../hir/nodes.js";
import { perFunction } from "../hir/per-function.js";
import { isOperation } from "../hir/walk.js";

/** Up to the first statement that is no plain assignment to a field of the new object: from there on, anything may have been called. */
export const findInitialStores = perFunction((f): ReadonlySet<Statement> => {
  const found = new Set<Statement>();
  const self = f.parameters[0];
  if (self === undefined || !/\bconstructor$/.test(f.name)) return found;
  const assigned = new Set<string>();
  for (const s of f.body) {
    if (s.kind !== "assign" || s.target.kind !== "field" || isOperation(s.value)) break;
    const { object, field } = s.target;
    if (object.kind !== "local" || object.local !== self) break;
    const key = `${s.target.class}.${field}`;
    if (!assigned.has(key)) found.add(s);
    assigned.add(key);
  }
  return found;
});
