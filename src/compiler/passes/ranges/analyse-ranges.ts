/** The range analysis of a whole program: each function by itself, with what its callers say of its parameters. */
import type { Expression, Statement } from "../../hir/nodes.js";
import { perFunction } from "../../hir/per-function.js";
import { innerBlocks, walkFunction } from "../../hir/walk.js";
import type { LengthEffects } from "../length-effects.js";
import type { Reachable } from "../reachable.js";
import type { ProgramIndex } from "../program-index.js";
import { RangeFacts } from "./facts.js";
import { Flow } from "./flow.js";
import { Parameters } from "./parameters.js";
import { isFollowed, variablesOf } from "./variables.js";

/** The time goes up with each loop inside another. */
const deepest = 5;
/** Constants of a function that are tried as limits. */
const mostSteps = 60;

export function analyseRanges(index: ProgramIndex, reachable: Reachable, effects: LengthEffects): RangeFacts {
  const facts = new RangeFacts();
  const parameters = new Parameters(index, reachable, [...reachable.functions].filter(hasTests));
  for (const f of parameters.inOrder()) {
    const variables = canBeFollowed(f) ? variablesOf(f) : null;
    if (variables === null) parameters.giveUp(f);
    else new Flow({ function: f, variables, effects, parameters, steps: stepsOf(f) }, facts).run();
  }
  return facts;
}

/** Something in the function can trap, unless the analysis shows that it cannot. */
const hasTests = perFunction((f): boolean => {
  let tests = false;
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "assign" && s.target.kind === "index") tests = true;
    },
    expression: (e) =>
      (tests ||=
        e.kind === "index" ||
        e.kind === "safe" ||
        e.kind === "counted" ||
        (e.kind === "convert" && (e.mode === "checked" || (e.mode === "wrap" && e.value.type.kind === "f64"))) ||
        (e.kind === "arithmetic" && isTested(e))),
  });
  return tests;
});

/** C tests a product, and a divisor. */
function isTested({ op, type }: Extract<Expression, { kind: "arithmetic" }>): boolean {
  return isFollowed(type) && (op === "*" || op === "/" || op === "%");
}

/** A `finally` runs on ways that the analysis does not follow. */
const canBeFollowed = perFunction((f): boolean => {
  let followed = true;
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "try" && s.finally !== null) followed = false;
    },
  });
  return followed && loopDepth(f.body) <= deepest;
});

function loopDepth(block: readonly Statement[]): number {
  return Math.max(0, ...block.map((s) => (s.kind === "loop" ? 1 : 0) + Math.max(0, ...innerBlocks(s).map(loopDepth))));
}

const stepsOf = perFunction((f): readonly number[] => {
  const steps = new Set<number>([-1, 0, 1]);
  walkFunction(f, {
    expression: (e) => {
      if (e.kind !== "integer" || steps.size > mostSteps) return;
      const value = Number(e.value);
      for (const near of [value - 1, value, value + 1]) steps.add(near).add(-near);
    },
  });
  return [...steps].sort((a, b) => a - b);
});
