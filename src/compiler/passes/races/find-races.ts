/**
 * Data races: what two tasks can reach at once and one of them writes, unless it is guarded, atomic, or within a lock type. Programs
 * that start no task and export nothing to C have none.
 */
import type { HirFunction, HirProgram, Place } from "../../hir/nodes.js";
import { hirTypeText, presentType } from "../../hir/type-text.js";
import { walkFunction } from "../../hir/walk.js";
import type { Analysis } from "../analyse.js";
import { Accesses, type Access } from "./accesses.js";
import type { Call, Touch } from "./events.js";
import { FieldFacts } from "./field-facts.js";
import { findEvents } from "./event-rounds.js";
import type { EventContext, FunctionEvents } from "./function-events.js";
import { GivenAway } from "./given-away.js";
import { Guards } from "./guards.js";
import { LockContents } from "./lock-contents.js";
import { Retentions } from "./retention.js";
import { meet, namesOf, Runners, type Runner } from "./runners.js";
import { Sharing } from "./sharing.js";
import { TypeReach } from "./type-reach.js";
import { isFunction, ValueFlow, type Thing } from "./value-flow.js";

export interface Race {
  /** Name of the diagnostic page. */
  readonly page:
    | "race-field"
    | "race-variable"
    | "race-content"
    | "atomic-update"
    | "guard-unknown"
    | "guard-missing"
    | "lock-carried-out"
    | "lock-put-in";
  readonly at: Place;
  readonly values: Readonly<Record<string, string>>;
}

export function findRaces(program: HirProgram, analysis: Analysis): readonly Race[] {
  const { index, reachable } = analysis;
  const flow = new ValueFlow(index, reachable);
  const runners = new Runners(program, reachable, index, flow);
  if (runners.all.length < 2) return [];
  return new RaceCheck(program, analysis, flow, runners).races();
}

class RaceCheck {
  private readonly facts: FieldFacts;
  private readonly events: ReadonlyMap<HirFunction, FunctionEvents>;
  private readonly accesses: Accesses;
  private readonly sharing: Sharing;
  private readonly context: EventContext;
  private readonly givenAway: GivenAway;
  private readonly found: Race[] = [];

  constructor(
    private readonly program: HirProgram,
    private readonly analysis: Analysis,
    private readonly flow: ValueFlow,
    private readonly runners: Runners,
  ) {
    const { index, reachable } = analysis;
    this.facts = new FieldFacts(index, reachable, flow);
    const retentions = new Retentions(reachable, flow, new TypeReach(index));
    const { events, context } = findEvents(reachable.functions, { flow, retentions, facts: this.facts });
    this.context = context;
    this.events = events;
    this.accesses = new Accesses(events, runners, flow);
    this.givenAway = new GivenAway(reachable, context);
    const { functions } = reachable;
    this.sharing = new Sharing({ program, index, context, runners, functions, givenAway: this.givenAway }, this.accesses.all);
  }

  races(): readonly Race[] {
    this.checkAccesses();
    this.checkAtomicUpdates();
    this.checkGuards();
    this.checkLocks();
    const order = (race: Race): string => `${race.at.file} ${String(race.at.line).padStart(6)} ${String(race.at.column).padStart(4)}`;
    return this.found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  private checkAccesses(): void {
    const all = new Map<string | Thing, Access[]>();
    for (const access of this.accesses.all) {
      const known = all.get(access.of) ?? [];
      known.push(access);
      all.set(access.of, known);
    }
    const declared = this.declarations();
    for (const [of, accesses] of all) {
      const writes = accesses.filter((access) => access.write && !declared.has(access.at));
      const runners = new Set(accesses.flatMap((access) => [...access.runners]));
      if (writes.length > 0 && meet(runners) && this.isShared(of)) this.report(of, writes, runners);
    }
  }

  /** Where module variables get their first value: before any task is there. */
  private declarations(): ReadonlySet<Place> {
    const places = new Set<Place>();
    for (const module of this.program.modules) {
      const seen = new Set<string>();
      for (const s of module.initialise.body) {
        if (s.kind !== "assign" || s.target.kind !== "global" || seen.has(s.target.global.id)) continue;
        seen.add(s.target.global.id);
        places.add(s.at);
      }
    }
    return places;
  }

  private isShared(of: string | Thing): boolean {
    if (typeof of !== "string") return this.sharing.isSharedThing(of);
    if (this.facts.isAtomic(of) || this.facts.isKeptPlace(of)) return false;
    const owner = /^field (.*)\.[^.]*$/.exec(of)?.[1];
    return owner === undefined || this.sharing.isShared(owner);
  }

  private report(of: string | Thing, writes: readonly Access[], runners: ReadonlySet<Runner>): void {
    const byOthers = writes.find((access) => ![...access.runners].every((runner) => runner === this.runners.all[0]));
    const at = (byOthers ?? writes[0]!).at;
    const names = namesOf(runners);
    if (typeof of === "string") {
      const name = this.facts.names.get(of) ?? of;
      const page = of.startsWith("field ") ? "race-field" : "race-variable";
      this.found.push({ page, at, values: { name, runners: names, field: name.split(".").at(-1) ?? name } });
    } else if (!isFunction(of)) {
      const page = of.kind === "newCell" ? "race-variable" : "race-content";
      this.found.push({ page, at, values: { name: this.nameOfContainer(of), runners: names, place: `${of.at.file}:${of.at.line}` } });
    }
  }

  private nameOfContainer(of: Thing): string {
    for (const [place, name] of this.facts.names) if (this.flow.thingsIn(place).has(of)) return name;
    for (const f of this.analysis.reachable.functions) {
      let name: string | null = null;
      walkFunction(f, { statement: (s) => s.kind === "let" && s.value === of && (name = s.local.name) });
      if (name !== null) return name;
    }
    return "a container";
  }

  /** `x++` on an atomic field is a load and a store, between which another task may store. */
  private checkAtomicUpdates(): void {
    for (const [f, { events }] of this.events) {
      const loads = events.filter((event): event is Touch => event.kind === "touch" && !event.write && event.place !== null);
      for (const event of events) {
        if (event.kind !== "touch" || !event.write || event.place === null) continue;
        const tags = this.facts.tagsOf(event.place);
        if (tags?.atomic !== true || tags.guard !== null || tags.excuse !== null || f.name.endsWith("constructor")) continue;
        const { place, at } = event;
        const name = this.facts.names.get(place) ?? place;
        if (loads.some((load) => load.place === place && load.at.line === at.line)) {
          this.found.push({ page: "atomic-update", at, values: { name } });
        }
      }
    }
  }

  private checkGuards(): void {
    const staysInBlock = (call: Call): boolean => call.op.kind === "closure" && this.analysis.closures.onStack(call.op);
    const guards = new Guards(this.events, this.runners, (touch) => this.isOnItsOwn(touch), staysInBlock);
    guards.check(this.program, this.analysis.index, this.facts, this.declarations());
    const name = (place: string): string => this.facts.names.get(place) ?? place;
    for (const { place, text, at } of guards.unknown)
      this.found.push({ page: "guard-unknown", at, values: { field: name(place), guard: text } });
    for (const { place, lock, at, from } of guards.unmet) {
      this.found.push({ page: "guard-missing", at, values: { name: name(place), lock, from: from.name } });
    }
  }

  private isOnItsOwn({ later }: Touch): boolean {
    const classes = later === null ? [] : this.analysis.index.classesOf(later);
    return classes.length > 0 && classes.every((c) => c.nativeStruct !== null || this.sharing.isShared(c.id));
  }

  private checkLocks(): void {
    const { index, reachable } = this.analysis;
    const inputs = { index, context: this.context, sharing: this.sharing, givenAway: this.givenAway, changing: this.changing() };
    const { leaks } = new LockContents({ ...inputs, functions: reachable.functions });
    for (const { page, what, part, at } of leaks) this.found.push({ page, at, values: { name: what, part } });
  }

  /** Classes and types of containers that are changed after their making. */
  private changing(): ReadonlySet<string> {
    const changing = new Set<string>();
    for (const [f, { events }] of this.events) {
      for (const event of events) {
        if (event.kind !== "touch" || !event.write || event.base.root === "young") continue;
        if (f.name.endsWith("constructor") && event.base.root === "parameter" && event.base.n === 0) continue;
        const owner = /^field (.*)\.[^.]*$/.exec(event.place ?? "")?.[1];
        if (owner !== undefined) changing.add(owner);
        for (const thing of event.containers) if (!isFunction(thing)) changing.add(hirTypeText(presentType(thing.type)));
      }
    }
    return changing;
  }
}
