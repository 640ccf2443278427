/** Whether a call may give back a lock that its caller holds. */
import type { ClassId, Expression, HirFunction } from "../hir/nodes.js";
import { presentType } from "../hir/type-text.js";
import { walkFunction } from "../hir/walk.js";
import type { CallGraph } from "./call-graph.js";
import type { ProgramIndex } from "./program-index.js";

/** @param path from an object of class `owner` to the lock; of a path through other objects anything is believed */
export function mayGiveBack(f: HirFunction, owner: ClassId, path: readonly string[], index: ProgramIndex, calls: CallGraph): boolean {
  const [name] = path;
  const lock = name === undefined || path.length > 1 ? null : index.findField(owner, name);
  const type = lock === null ? null : presentType(lock.field.type);
  if (lock === null || type?.kind !== "object") return true;
  const mayBeLock = (e: Expression): boolean => {
    if (e.kind === "wrap" || e.kind === "unwrap" || e.kind === "cast") return mayBeLock(e.value);
    const other = presentType(e.type);
    if (other.kind !== "object" || !areRelated(other.class, type.class, index)) return false;
    return e.kind !== "field" || e.field !== name || index.findField(e.class, e.field)?.owner.id === lock.owner.id;
  };
  let found = false;
  for (const g of calls.reachedFrom(f)) {
    walkFunction(g, {
      operation: (op) => (found ||= op.kind === "callNative" && op.native.locking !== "acquire" && op.arguments.some(mayBeLock)),
    });
  }
  return found;
}

function areRelated(a: ClassId, b: ClassId, index: ProgramIndex): boolean {
  return index.lineage(a).some(({ id }) => id === b) || index.lineage(b).some(({ id }) => id === a);
}
