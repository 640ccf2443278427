/** Whom an operation calls: by name, by the receiver's class or interface, or by what a function value may be. */
import type { HirFunction, Operation } from "../hir/nodes.js";
import type { ProgramIndex } from "./program-index.js";
import { candidates, dynamicCallOf } from "./reachable.js";

export type ClosureCall = Extract<Operation, { kind: "callClosure" }>;

/** @param valuesOf the functions that the value in a call may be, as far as the caller follows them */
export function calleesOf(
  op: Operation,
  index: ProgramIndex,
  valuesOf: (op: ClosureCall) => readonly HirFunction[],
): readonly HirFunction[] {
  if (op.kind === "call") return [op.function];
  if (op.kind === "new") return op.constructor_ === null ? [] : [op.constructor_];
  if (op.kind === "callClosure") return valuesOf(op);
  const dynamic = dynamicCallOf(op);
  return dynamic === null ? [] : candidates(index, dynamic);
}
