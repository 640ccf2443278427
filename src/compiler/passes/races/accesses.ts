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
  /** The same for what is the same access at the same place. */
  readonly number: number;
}

export class Accesses {
  readonly all: Access[] = [];
  /** By function and parameter, the numbers of what has been lifted to them. */
  private readonly lifted = new Map<HirFunction, Set<number>[]>();
  private readonly callers = new Map<HirFunction, { readonly caller: HirFunction; readonly call: Call }[]>();
  private readonly pending: { readonly f: HirFunction; readonly n: number; readonly lifted: Lifted }[] = [];
  /** Accesses by the function that makes them, by their numbers. */
  private readonly recorded = new Map<HirFunction, Set<number>>();
  private readonly numbersOfThings = new Map<Thing, number>();
  private readonly numbers = new Map<string, number>();

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
      const known = this.callers.get(callee);
      if (known === undefined) this.callers.set(callee, [{ caller, call }]);
      else known.push({ caller, call });
    }
  }

  private noteTouch(f: HirFunction, touch: Touch): void {
    if (touch.later !== null) return;
    const { base, containers } = touch;
    if (base.root !== "other" && base.root !== "parameter") return;
    const lifted = { touch, containers, number: this.numberOf(touch, containers) };
    if (base.root === "other") this.record(f, lifted, this.runners.of(f));
    else this.lift(f, base.n, lifted);
  }

  private lift(f: HirFunction, n: number, lifted: Lifted): void {
    const known = this.liftedTo(f, n);
    if (known.has(lifted.number)) return;
    known.add(lifted.number);
    this.pending.push({ f, n, lifted });
  }

  private liftedTo(f: HirFunction, n: number): Set<number> {
    const ofFunction = this.lifted.get(f) ?? [];
    if (ofFunction.length === 0) this.lifted.set(f, ofFunction);
    return (ofFunction[n] ??= new Set());
  }

  private carry({ f, n, lifted }: { readonly f: HirFunction; readonly n: number; readonly lifted: Lifted }): void {
    const own = this.runners.startingWith(f);
    if (own.size > 0) this.record(f, lifted, own);
    for (const { caller, call } of this.callers.get(f) ?? []) {
      const base = call.bases[n];
      if (base == null || base.root === "young" || base.root === "kept") continue;
      const narrowed = this.narrowed(lifted, call, n);
      if (narrowed === null) continue;
      if (base.root === "parameter") this.lift(caller, base.n, narrowed);
      else this.record(caller, narrowed, this.runners.of(caller));
    }
  }

  /** Of the containers that the callee may get, those that this call gives it. */
  private narrowed(lifted: Lifted, call: Call, n: number): Lifted | null {
    const { touch } = lifted;
    const given = call.given[n];
    if (touch.place !== null || given == null || !isContainer(given.type)) return lifted;
    const things = this.flow.thingsAt(given);
    const containers = lifted.containers.filter((thing) => things.has(thing));
    if (containers.length === lifted.containers.length) return containers.length === 0 ? null : lifted;
    return containers.length === 0 ? null : { touch, containers, number: this.numberOf(touch, containers) };
  }

  private record(f: HirFunction, { touch, containers, number }: Lifted, runners: ReadonlySet<Runner>): void {
    const recorded = this.recorded.get(f);
    if (recorded === undefined) this.recorded.set(f, new Set([number]));
    else if (recorded.has(number)) return;
    else recorded.add(number);
    const targets = touch.place === null ? containers : [touch.place];
    for (const of of targets) this.all.push({ of, write: touch.write, at: touch.at, runners });
  }

  private numberOf({ at, write, place }: Touch, containers: readonly Thing[]): number {
    const what = place ?? containers.map((thing) => this.numberOfThing(thing)).join(",");
    const key = `${at.file}:${at.line}:${at.column} ${write} ${what}`;
    const known = this.numbers.get(key) ?? this.numbers.size;
    this.numbers.set(key, known);
    return known;
  }

  private numberOfThing(thing: Thing): number {
    const known = this.numbersOfThings.get(thing) ?? this.numbersOfThings.size;
    this.numbersOfThings.set(thing, known);
    return known;
  }
}
