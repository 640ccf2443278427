/** The passes in their order, and what they found. */
import type { HirFunction, HirProgram } from "../hir/nodes.js";
import { findBorrowedResults } from "./borrowed-results.js";
import { Effect, functionValues } from "./effects.js";
import { CallGraph } from "./call-graph.js";
import { analyseClosures, type ClosureUse } from "./escape.js";
import { mayEndEarly } from "./last-uses.js";
import { LengthEffects } from "./length-effects.js";
import { ProgramIndex } from "./program-index.js";
import { analyseRanges } from "./ranges/analyse-ranges.js";
import type { RangeFacts } from "./ranges/facts.js";
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
  readonly lengths: LengthEffects;
  /** Nothing in the program sees whether an object ends at its last use or at the end of a block. */
  readonly mayEndEarly: boolean;
  /** Tests that cannot fail. */
  readonly ranges: RangeFacts;
}

/** Sets `mayThrow` of the program's functions; everything else is in the result. */
export function analyse(program: HirProgram): Analysis {
  const index = new ProgramIndex(program);
  const reachable = findReachable(program, index);
  const closures = analyseClosures(index, reachable);
  const values = functionValues(reachable);
  const calls = new CallGraph(index, values, reachable);
  const stability = new Stability(index, program, reachable, calls);
  const throwing = new Effect(index, reachable, closures, values, "throw");
  const allocating = new Effect(index, reachable, closures, values, "allocate");
  for (const f of reachable.functions) f.mayThrow = throwing.functions.has(f);
  const lending = findBorrowedResults(index, reachable, stability);
  const lengths = new LengthEffects(calls, reachable);
  const ranges = analyseRanges(index, reachable, lengths);
  return {
    index,
    reachable,
    closures,
    stability,
    throwing,
    allocating,
    lending,
    lengths,
    mayEndEarly: mayEndEarly(reachable, index),
    ranges,
  };
}
