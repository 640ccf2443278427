/**
 * Functions that only look something up: every result is reached from a parameter or a constant by what cannot change. Their results are
 * lent, not given: the caller retains one only if it keeps it longer than what it looked in.
 */
import type { Expression, HirFunction, Local, Operation } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { isOperation, namedFunctions, mentionsOf, walkFunction } from "../hir/walk.js";
import type { ProgramIndex } from "./program-index.js";
import { candidates, type Reachable } from "./reachable.js";
import type { Stability } from "./stability.js";

export function findBorrowedResults(index: ProgramIndex, reachable: Reachable, stability: Stability): ReadonlySet<HirFunction> {
  const indirect = calledIndirectly(index, reachable);
  const lends = (f: HirFunction): boolean => isCounted(f.result) && !f.mayThrow && f.exportName === null && !indirect.has(f);
  return new Set([...reachable.functions].filter((f) => lends(f) && returnsOnlyWhatLasts(f, stability)));
}

/** Functions whose callers do not know whom they call. */
function calledIndirectly(index: ProgramIndex, reachable: Reachable): ReadonlySet<HirFunction> {
  const found = new Set<HirFunction>();
  for (const call of reachable.dynamicCalls.values()) {
    const answers = candidates(index, call);
    if (answers.length > 1) answers.forEach((f) => found.add(f));
  }
  const note = (node: Operation | Expression): void => {
    if (node.kind === "closure" || node.kind === "functionValue") namedFunctions(node).forEach((f) => found.add(f));
  };
  for (const f of reachable.functions) mentionsOf(f).forEach(note);
  return found;
}

function returnsOnlyWhatLasts(f: HirFunction, stability: Stability): boolean {
  const lets = new Map<Local, Expression>();
  let lasting = true;
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "let" && s.value !== null && !isOperation(s.value)) lets.set(s.local, s.value);
      if (s.kind !== "return" || s.value === null) return;
      lasting &&=
        !isOperation(s.value) && stability.isStable(s.value, f) && rootsOf(s.value).every((local) => lasts(local, f, lets, stability));
    },
  });
  return lasting;
}

/** A parameter, or a local that is itself lent by one. */
function lasts(local: Local, f: HirFunction, lets: ReadonlyMap<Local, Expression>, stability: Stability): boolean {
  if (stability.isAssigned(f, local)) return false;
  if (f.parameters.includes(local)) return true;
  const value = lets.get(local);
  return value !== undefined && stability.isStable(value, f) && rootsOf(value).every((root) => lasts(root, f, lets, stability));
}

/** Locals that keep the value of `e` alive. */
function rootsOf(e: Expression): readonly Local[] {
  switch (e.kind) {
    case "local":
      return [e.local];
    case "field":
    case "interfaceField":
      return rootsOf(e.object);
    case "index":
      return rootsOf(e.of);
    case "conditional":
      return [...rootsOf(e.then), ...rootsOf(e.else)];
    case "wrap":
    case "unwrap":
    case "cast":
    case "unbox":
      return rootsOf(e.value);
    default:
      return [];
  }
}
