/** The range analysis of a whole program: each function by itself, with what its callers say of its parameters. */
import type { HirFunction, Local, Statement } from "../../hir/nodes.js";
import { innerBlocks, namedFunctions, operationInputs, walkBlock } from "../../hir/walk.js";
import type { LengthEffects } from "../length-effects.js";
import { candidates, type Reachable } from "../reachable.js";
import type { ProgramIndex } from "../program-index.js";
import type { Range } from "./evaluate.js";
import { RangeFacts } from "./facts.js";
import { Flow } from "./flow.js";
import { variablesOf } from "./variables.js";

/** The time goes up with each loop inside another. */
const deepest = 5;
/** Constants of a function that are tried as limits. */
const mostSteps = 60;

export function analyseRanges(index: ProgramIndex, reachable: Reachable, effects: LengthEffects): RangeFacts {
  const facts = new RangeFacts();
  const parameters = constantParameters(index, reachable);
  for (const f of reachable.functions) {
    const variables = isAnalysed(f) ? variablesOf(f) : null;
    if (variables === null) continue;
    new Flow({ function: f, variables, effects, parameters, steps: stepsOf(f) }, facts).run();
  }
  return facts;
}

/** Only functions that index, convert or multiply gain anything; a `finally` runs on ways that the analysis does not follow. */
function isAnalysed(f: HirFunction): boolean {
  let tests = false;
  let followed = true;
  walkBlock(f.body, {
    statement: (s) => {
      if (s.kind === "try" && s.finally !== null) followed = false;
      if (s.kind === "assign" && s.target.kind === "index") tests = true;
    },
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
  walkBlock(f.body, {
    expression: (e) => {
      if (e.kind !== "integer" || steps.size > mostSteps) return;
      const value = Number(e.value);
      for (const near of [value - 1, value, value + 1]) steps.add(near).add(-near);
    },
  });
  return [...steps].sort((a, b) => a - b);
}

/** Parameters for which every call, all of them by name, gives a constant. */
function constantParameters(index: ProgramIndex, reachable: Reachable): ReadonlyMap<Local, Range> {
  const limits = new Map<Local, { least: number; greatest: number }>();
  const unknown = new Set<Local>();
  const forget = (f: HirFunction): void => f.parameters.forEach((p) => unknown.add(p));
  for (const call of reachable.dynamicCalls.values()) candidates(index, call).forEach(forget);
  for (const f of reachable.functions) {
    if (f.exportName !== null) forget(f);
    walkBlock(f.body, {
      expression: (e) => namedFunctions(e).forEach(forget),
      operation: (op) => {
        if (op.kind === "closure") return forget(op.function);
        const parameters =
          op.kind === "call" ? op.function.parameters : op.kind === "new" ? op.constructor_?.parameters.slice(1) : undefined;
        const inputs = operationInputs(op);
        parameters?.forEach((p, i) => {
          const argument = inputs[i];
          if (argument?.kind !== "integer") return unknown.add(p);
          const value = Number(argument.value);
          const known = limits.get(p);
          return limits.set(p, { least: Math.min(value, known?.least ?? value), greatest: Math.max(value, known?.greatest ?? value) });
        });
      },
    });
  }
  return new Map([...limits].filter(([p]) => !unknown.has(p)).map(([p, range]) => [p, { ...range, linear: null }]));
}
