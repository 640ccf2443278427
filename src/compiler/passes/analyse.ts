/** The passes in their order, and what they found. */
import type { HirFunction, HirProgram } from "../hir/nodes.js";
import { findBorrowedResults } from "./borrowed-results.js";
import { Effect } from "./effects.js";
import { analyseClosures, type ClosureUse } from "./escape.js";
import { ProgramIndex } from "./program-index.js";
import { findReachable, type Reachable } from "./reachable.js";
import { Stability } from "./stability.js";

export interface Analysis {
  readonly index: ProgramIndex;
  readonly reachable: Reachable;
  readonly closures: ClosureUse;
  readonly stability: Stability;
  readonly throwing: Effect;
  readonly allocating: Effect;
  /** Functions whose results the caller does not own. */
  readonly lending: ReadonlySet<HirFunction>;
}

/** Sets `mayThrow` of the program's functions; everything else is in the result. */
export function analyse(program: HirProgram): Analysis {
  const index = new ProgramIndex(program);
  const reachable = findReachable(program, index);
  const closures = analyseClosures(index, reachable);
  const stability = new Stability(index, program, reachable);
  const throwing = new Effect(index, reachable, closures, "throw");
  const allocating = new Effect(index, reachable, closures, "allocate");
  for (const f of reachable.functions) f.mayThrow = throwing.functions.has(f);
  const lending = findBorrowedResults(index, reachable, stability);
  return { index, reachable, closures, stability, throwing, allocating, lending };
}
