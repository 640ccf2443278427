/** The range analysis of a whole program: each function by itself, with what its callers say of its parameters. */
import type { HirFunction, Statement } from "../../hir/nodes.js";
import { innerBlocks, walkFunction } from "../../hir/walk.js";
import type { LengthEffects } from "../length-effects.js";
import type { Reachable } from "../reachable.js";
import type { ProgramIndex } from "../program-index.js";
import { RangeFacts } from "./facts.js";
import { Flow } from "./flow.js";
import { Parameters } from "./parameters.js";
import { hasLength, isFollowed, variablesOf } from "./variables.js";

/** The time goes up with each loop inside another. */
const deepest = 5;
/** Constants of a function that are tried as limits. */
const mostSteps = 60;

export function analyseRanges(index: ProgramIndex, reachable: Reachable, effects: LengthEffects): RangeFacts {
  const facts = new RangeFacts();
  const parameters = new Parameters(index, reachable);
  for (const f of parameters.inOrder()) {
    const variables = isAnalysed(f) ? variablesOf(f) : null;
    if (variables === null) parameters.giveUp(f);
    else new Flow({ function: f, variables, effects, parameters, steps: stepsOf(f) }, facts).run();
  }
  return facts;
}

/** Only functions that index, convert, multiply, or pass on an integer matter; a `finally` runs on ways that the analysis does not follow. */
function isAnalysed(f: HirFunction): boolean {
  let tests = false;
  let followed = true;
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "try" && s.finally !== null) followed = false;
      if (s.kind === "assign" && s.target.kind === "index") tests = true;
    },
    operation: (op) =>
      (tests ||= (op.kind === "call" || op.kind === "new") && op.arguments.some(({ type }) => isFollowed(type) || hasLength(type))),
    expression: (e) =>
      (tests ||=
        e.kind === "index" ||
        e.kind === "safe" ||
        e.kind === "counted" ||
        (e.kind === "convert" && e.mode === "checked") ||
        e.kind === "arithmetic"),
  });
  return tests && followed && loopDepth(f.body) <= deepest;
}

function loopDepth(block: readonly Statement[]): number {
  return Math.max(0, ...block.map((s) => (s.kind === "loop" ? 1 : 0) + Math.max(0, ...innerBlocks(s).map(loopDepth))));
}

function stepsOf(f: HirFunction): readonly number[] {
  const steps = new Set<number>([-1, 0, 1]);
  walkFunction(f, {
    expression: (e) => {
      if (e.kind !== "integer" || steps.size > mostSteps) return;
      const value = Number(e.value);
      for (const near of [value - 1, value, value + 1]) steps.add(near).add(-near);
    },
  });
  return [...steps].sort((a, b) => a - b);
}
