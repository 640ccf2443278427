/**
 * What is within whose reach: from module variables, from what a task's function captured, from what C hands over, along fields, elements
 * and captures; not through fields that say how they are reached (`@guarded`, `@owned`, `@racy`) and not into `@lock` classes.
 */
import type { ClassId, Expression, HirFunction, HirProgram, HirType, Operation } from "../../hir/nodes.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import { innerBlocks, isOperation, operationInputs, statementValue } from "../../hir/walk.js";
import type { ProgramIndex } from "../program-index.js";
import type { Access } from "./accesses.js";
import type { EventContext } from "./function-events.js";
import type { GivenAway } from "./given-away.js";
import { isHeld } from "./retention.js";
import { meet, type Runner, type Runners } from "./runners.js";
import { elementPlace, fieldPlace, globalPlace, isFunction, type Thing } from "./value-flow.js";

export interface SharingInputs {
  readonly program: HirProgram;
  readonly index: ProgramIndex;
  readonly context: EventContext;
  readonly runners: Runners;
  readonly givenAway: GivenAway;
  readonly functions: ReadonlySet<HirFunction>;
}

export class Sharing {
  private readonly classes = new Map<ClassId, Set<Runner>>();
  private readonly things = new Map<Thing, Set<Runner>>();
  private readonly alone = new Map<Runner, Runner>();
  private readonly seenTypes = new Map<string, Set<Runner>>();

  constructor(
    private readonly inputs: SharingInputs,
    accesses: readonly Access[],
  ) {
    this.reachVariables(accesses);
    this.reachFromC();
    for (const f of inputs.functions) this.reachCaptures(f);
  }

  /** Several tasks may reach objects of the class, or of one that extends it. */
  isShared(id: ClassId): boolean {
    return this.inputs.index.family(id).some((c) => meet(this.classes.get(c.id) ?? new Set()));
  }

  isSharedThing(thing: Thing): boolean {
    return meet(this.things.get(thing) ?? new Set());
  }

  private reachVariables(accesses: readonly Access[]): void {
    const touching = new Map<string, Set<Runner>>();
    for (const { of, runners } of accesses) {
      if (typeof of !== "string") continue;
      const known = touching.get(of) ?? new Set();
      runners.forEach((runner) => known.add(runner));
      touching.set(of, known);
    }
    for (const module of this.inputs.program.modules) {
      for (const global of module.globals) {
        const place = globalPlace(global.id);
        const tags = global.sharing;
        if (tags !== null && (tags.guard !== null || tags.excuse !== null)) continue;
        for (const runner of touching.get(place) ?? []) this.reachPlace(place, global.type, runner);
      }
    }
  }

  /** Parameters of exports. */
  private reachFromC(): void {
    for (const runner of this.inputs.runners.all) {
      for (const f of runner.entries) if (f.exportName !== null && !f.once) f.parameters.forEach((p) => this.reach(p.type, runner));
    }
  }

  /** What closures that tasks and C start with have captured. */
  private reachCaptures(f: HirFunction): void {
    this.walk(f.body, (op) => {
      if (op.kind !== "closure") return;
      for (const runner of this.inputs.runners.startingWith(op.function))
        op.captures.forEach((capture) => this.reachCapture(f, capture, op, runner));
    });
  }

  private reachCapture(f: HirFunction, capture: Expression, op: Operation, runner: Runner): void {
    if (!isHeld(capture.type)) return;
    if (!this.inputs.givenAway.at(f, capture, op)) return this.reachByAll(f, capture, runner);
    const alone = this.aloneOf(runner);
    this.reachValue(capture, alone);
    const source = capture.kind === "local" ? this.sourceOf(f, capture) : null;
    /* What goes into a lock is looked at there. */
    if (source === null || (source.kind === "new" && this.inputs.index.class(source.class).isLock)) return;
    for (const part of operationInputs(source)) this.reachCapture(f, part, source, runner);
  }

  /** Stands for one of many: what only it has is within nobody else's reach. */
  private aloneOf(runner: Runner): Runner {
    if (!runner.many) return runner;
    const known = this.alone.get(runner) ?? { ...runner, many: false };
    this.alone.set(runner, known);
    return known;
  }

  private reachByAll(f: HirFunction, e: Expression, runner: Runner): void {
    for (const each of [runner, ...this.inputs.runners.of(f)]) this.reachValue(e, each);
  }

  private reachValue(e: Expression, runner: Runner): void {
    for (const thing of this.inputs.context.flow.thingsAt(e)) this.reachThing(thing, runner);
    this.reach(e.type, runner);
  }

  private sourceOf(f: HirFunction, e: Extract<Expression, { kind: "local" }>): Operation | null {
    let found: Operation | null = null;
    const scan = (block: HirFunction["body"]): void => {
      for (const s of block) {
        if (s.kind === "let" && s.local === e.local && s.value !== null && isOperation(s.value)) found = s.value;
        innerBlocks(s).forEach(scan);
      }
    };
    scan(f.body);
    return found;
  }

  private walk(block: HirFunction["body"], visit: (op: Operation) => void): void {
    for (const s of block) {
      const value = statementValue(s);
      if (value !== null && isOperation(value)) visit(value);
      innerBlocks(s).forEach((inner) => this.walk(inner, visit));
    }
  }

  private reachPlace(place: string, type: HirType, runner: Runner): void {
    for (const thing of this.inputs.context.flow.thingsIn(place)) this.reachThing(thing, runner);
    this.reach(type, runner);
  }

  private reachThing(thing: Thing, runner: Runner): void {
    const known = this.things.get(thing) ?? new Set();
    if (known.has(runner)) return;
    this.things.set(thing, known.add(runner));
    if (isFunction(thing)) {
      for (const capture of thing.captures) {
        this.reachValue({ kind: "local", local: capture, type: capture.type, at: thing.at }, runner);
      }
    } else {
      for (const held of this.inputs.context.flow.thingsIn(elementPlace(thing.type))) this.reachThing(held, runner);
    }
  }

  /** Objects of the type, and what they lead to. */
  private reach(type: HirType, runner: Runner): void {
    const present = presentType(type);
    const text = hirTypeText(present);
    const known = this.seenTypes.get(text) ?? new Set();
    if (known.has(runner)) return;
    this.seenTypes.set(text, known.add(runner));
    switch (present.kind) {
      case "array":
      case "set":
        return this.reach(present.element, runner);
      case "map":
        this.reach(present.key, runner);
        return this.reach(present.value, runner);
      case "weak":
        return this.reach(present.target, runner);
      case "cell":
        return this.reach(present.of, runner);
      case "mixed":
        return present.members.forEach((member) => this.reach(member, runner));
      default:
        for (const c of this.inputs.index.classesOf(present)) this.reachClass(c.id, runner);
    }
  }

  private reachClass(id: ClassId, runner: Runner): void {
    const known = this.classes.get(id) ?? new Set();
    if (known.has(runner)) return;
    this.classes.set(id, known.add(runner));
    for (const owner of this.inputs.index.lineage(id)) {
      for (const field of owner.fields) {
        if (this.inputs.context.facts.isKept(owner.id, field.name)) continue;
        this.reachPlace(fieldPlace(owner.id, field.name), field.type, runner);
      }
    }
  }
}
