/**
 * Who touches what: the events of all functions, each carried up to where the object comes from. `this.n++` in a method is a write by whoever
 * calls the method, on the object that it is called on; on an object that nobody else has yet it is none.
 */
import type { HirFunction, Place } from "../../hir/nodes.js";
import { isContainer, type Thing, type ValueFlow } from "./value-flow.js";
import type { Call, Touch } from "./events.js";
import type { FunctionEvents } from "./function-events.js";
import type { Runner, Runners } from "./runners.js";

export interface Access {
  /** Place of a field or variable, or a container. */
  readonly of: string | Thing;
  readonly write: boolean;
  readonly at: Place;
  readonly runners: ReadonlySet<Runner>;
}

/** A touch of a parameter, as the callers see it. */
interface Lifted {
  readonly touch: Touch;
  readonly containers: readonly Thing[];
}

export class Accesses {
  readonly all: Access[] = [];
  private readonly lifted = new Map<HirFunction, Map<number, Map<string, Lifted>>>();
  private readonly callers = new Map<HirFunction, { readonly caller: HirFunction; readonly call: Call }[]>();
  private readonly pending: { readonly f: HirFunction; readonly n: number; readonly lifted: Lifted }[] = [];
  private readonly seen = new Set<string>();
  private readonly numbers = new Map<Thing | HirFunction, number>();

  constructor(
    events: ReadonlyMap<HirFunction, FunctionEvents>,
    private readonly runners: Runners,
    private readonly flow: ValueFlow,
  ) {
    for (const [f, { events: all }] of events) for (const event of all) if (event.kind === "call") this.noteCall(f, event);
    for (const [f, { events: all }] of events) for (const event of all) if (event.kind === "touch") this.noteTouch(f, event);
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) this.carry(next);
  }

  private noteCall(caller: HirFunction, call: Call): void {
    for (const callee of call.callees) {
      const known = this.callers.get(callee) ?? [];
      known.push({ caller, call });
      this.callers.set(callee, known);
    }
  }

  private noteTouch(f: HirFunction, touch: Touch): void {
    if (touch.later !== null) return;
    const { base, containers } = touch;
    if (base.root === "other") this.record(f, { touch, containers }, this.runners.of(f));
    if (base.root === "parameter") this.lift(f, base.n, { touch, containers });
  }

  private lift(f: HirFunction, n: number, lifted: Lifted): void {
    const ofFunction = this.lifted.get(f) ?? new Map<number, Map<string, Lifted>>();
    this.lifted.set(f, ofFunction);
    const ofParameter = ofFunction.get(n) ?? new Map<string, Lifted>();
    ofFunction.set(n, ofParameter);
    const key = this.keyOf(lifted);
    if (ofParameter.has(key)) return;
    ofParameter.set(key, lifted);
    this.pending.push({ f, n, lifted });
  }

  private carry({ f, n, lifted }: { readonly f: HirFunction; readonly n: number; readonly lifted: Lifted }): void {
    const own = this.runners.all.filter((runner) => runner.entries.includes(f));
    if (own.length > 0) this.record(f, lifted, new Set(own));
    for (const { caller, call } of this.callers.get(f) ?? []) {
      const base = call.bases.get(n);
      if (base === undefined || base.root === "young" || base.root === "kept") continue;
      const narrowed = this.narrowed(lifted, call, n);
      if (narrowed === null) continue;
      if (base.root === "parameter") this.lift(caller, base.n, narrowed);
      else this.record(caller, narrowed, this.runners.of(caller));
    }
  }

  /** Of the containers that the callee may get, those that this call gives it. */
  private narrowed(lifted: Lifted, call: Call, n: number): Lifted | null {
    const given = call.given.get(n);
    if (lifted.touch.place !== null || given === undefined || !isContainer(given.type)) return lifted;
    const things = this.flow.thingsAt(given);
    const containers = lifted.containers.filter((thing) => things.has(thing));
    return containers.length === 0 ? null : { touch: lifted.touch, containers };
  }

  private record(f: HirFunction, lifted: Lifted, runners: ReadonlySet<Runner>): void {
    const { touch } = lifted;
    const key = `${this.number(f)} ${this.keyOf(lifted)}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const targets = touch.place === null ? lifted.containers : [touch.place];
    for (const of of targets) this.all.push({ of, write: touch.write, at: touch.at, runners });
  }

  private keyOf({ touch, containers }: Lifted): string {
    const { at, write, place } = touch;
    const what = place ?? containers.map((thing) => this.number(thing)).join(",");
    return `${at.file}:${at.line}:${at.column} ${write} ${what}`;
  }

  private number(thing: Thing): number {
    const known = this.numbers.get(thing) ?? this.numbers.size;
    this.numbers.set(thing, known);
    return known;
  }
}
