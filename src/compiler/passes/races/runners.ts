/**
 * Who runs a function: the main program (the modules' top-level code and `@once` exports), the tasks, and what C calls by itself (`@export`
 * functions, callbacks given to natives). Two runners may run at once; one that is started more than once may meet itself.
 */
import type { Block, HirFunction, HirProgram, Operation, Place } from "../../hir/nodes.js";
import { innerBlocks, isOperation, operationInputs, statementValue } from "../../hir/walk.js";
import type { ProgramIndex } from "../program-index.js";
import type { Reachable } from "../reachable.js";
import type { ValueFlow } from "./value-flow.js";

export interface Runner {
  /** For messages: `the task "shell"`. */
  readonly name: string;
  readonly at: Place;
  readonly entries: readonly HirFunction[];
  /** Several may run at once. */
  readonly many: boolean;
}

interface CallSite {
  readonly caller: HirFunction;
  readonly op: Operation;
  readonly inLoop: boolean;
}

/** Calls, by who is called, and the operations that hand functions to C. */
class CallGraph {
  readonly callees = new Map<HirFunction, Set<HirFunction>>();
  readonly sites = new Map<HirFunction, CallSite[]>();
  readonly handed: CallSite[] = [];

  constructor(
    reachable: Reachable,
    private readonly index: ProgramIndex,
    private readonly flow: ValueFlow,
  ) {
    for (const f of reachable.functions) this.scan(f.body, f, false);
  }

  private scan(block: Block, caller: HirFunction, inLoop: boolean): void {
    for (const s of block) {
      const value = statementValue(s);
      if (value !== null && isOperation(value)) this.note({ caller, op: value, inLoop });
      for (const inner of innerBlocks(s)) this.scan(inner, caller, inLoop || s.kind === "loop");
    }
  }

  private note(site: CallSite): void {
    for (const callee of this.flow.callees(site.op)) {
      this.callees.set(site.caller, (this.callees.get(site.caller) ?? new Set()).add(callee));
      const sites = this.sites.get(callee) ?? [];
      sites.push(site);
      this.sites.set(callee, sites);
    }
    if (isCalledByC(site.op, this.index)) this.handed.push(site);
  }
}

/** Functions among its arguments are called by C when C likes. */
function isCalledByC(op: Operation, index: ProgramIndex): boolean {
  return op.kind === "callNative" || (op.kind === "new" && index.class(op.class).nativeStruct !== null);
}

const nobody: ReadonlySet<Runner> = new Set();

export class Runners {
  readonly all: readonly Runner[];
  private readonly main: Runner;
  private readonly starting = new Map<HirFunction, Set<Runner>>();
  private readonly running = new Map<HirFunction, Set<Runner>>();
  private readonly once = new Map<HirFunction, boolean>();
  private readonly graph: CallGraph;

  constructor(
    program: HirProgram,
    reachable: Reachable,
    index: ProgramIndex,
    private readonly flow: ValueFlow,
  ) {
    this.graph = new CallGraph(reachable, index, flow);
    const exports = [...reachable.functions].filter((f) => f.exportName !== null);
    const entries = [...program.modules.map((m) => m.initialise), ...exports.filter((f) => f.once)];
    this.main = { name: "the main program", at: program.modules.at(-1)!.initialise.at, entries, many: false };
    const fromC = exports.filter((f) => !f.once).map(exportRunner);
    this.all = [this.main, ...fromC, ...this.graph.handed.flatMap((site) => this.handedRunners(site))];
    for (const runner of this.all) {
      for (const f of runner.entries) {
        this.starting.set(f, (this.starting.get(f) ?? new Set()).add(runner));
        this.spread(runner, f);
      }
    }
  }

  /** Who runs it, directly or by calls. */
  of(f: HirFunction): ReadonlySet<Runner> {
    return this.running.get(f) ?? nobody;
  }

  /** Nobody in the program calls it, or C calls it as well. */
  isEntry(f: HirFunction): boolean {
    return this.starting.has(f);
  }

  /** Who starts with the function. */
  startingWith(f: HirFunction): ReadonlySet<Runner> {
    return this.starting.get(f) ?? nobody;
  }

  /** Functions that tasks and C start with, without the main program's. */
  get started(): readonly HirFunction[] {
    return this.all.filter((runner) => runner !== this.main).flatMap((runner) => runner.entries);
  }

  private handedRunners(site: CallSite): readonly Runner[] {
    const entries = operationInputs(site.op).flatMap((input) => this.flow.functionsAt(input));
    return entries.length === 0 ? [] : [{ name: nameOf(site.op), at: site.op.at, entries, many: !this.runsOnce(site) }];
  }

  private runsOnce(site: CallSite): boolean {
    return site.op.kind === "new" && !site.inLoop && this.isCalledOnce(site.caller);
  }

  private isCalledOnce(f: HirFunction): boolean {
    if (this.main.entries.includes(f)) return true;
    const known = this.once.get(f);
    if (known !== undefined) return known;
    this.once.set(f, false);
    const [site, ...others] = this.graph.sites.get(f) ?? [];
    const once = site !== undefined && others.length === 0 && f.exportName === null && !site.inLoop && this.isCalledOnce(site.caller);
    this.once.set(f, once);
    return once;
  }

  private spread(runner: Runner, from: HirFunction): void {
    const pending = [from];
    for (let f = pending.pop(); f !== undefined; f = pending.pop()) {
      const runners = this.running.get(f) ?? new Set();
      if (runners.has(runner)) continue;
      this.running.set(f, runners.add(runner));
      pending.push(...(this.graph.callees.get(f) ?? []));
    }
  }
}

function exportRunner(f: HirFunction): Runner {
  return { name: `\`${f.name}\`, which C calls`, at: f.at, entries: [f], many: true };
}

function nameOf(op: Operation): string {
  const [first] = operationInputs(op);
  if (op.kind === "callNative") return `the callback of \`${op.native.name}\` (${op.at.file}:${op.at.line})`;
  return first?.kind === "string" ? `the task "${first.value}"` : `the task of ${op.at.file}:${op.at.line}`;
}

/** Can two of them, or one and itself, run at the same time? */
export function meet(runners: ReadonlySet<Runner>): boolean {
  return runners.size > 1 || [...runners].some((runner) => runner.many);
}

/** `the main program and the task "a"`. */
export function namesOf(runners: ReadonlySet<Runner>): string {
  const names = [...runners].slice(0, 4).map((runner) => (runner.many ? `${runner.name} (several at once)` : runner.name));
  if (runners.size > names.length) names.push("others");
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
